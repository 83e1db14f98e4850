/** Secrets that the user's configuration names: variables of the environment that no action reads otherwise. */
export interface Secrets {
  /** A variable's value without spaces around it, hidden in the log from then on; undefined where it is not set. */
  read(name: string): Promise<string | undefined>;
}

/** Secrets in an environment. `mask` hides values in the log; in a terminal there is nobody to hide them from. */
export function createSecrets(
  env: Readonly<Record<string, string | undefined>>,
  mask: (values: readonly string[]) => Promise<void> = async () => {},
): Secrets {
  return {
    async read(name) {
      const value = Object.hasOwn(env, name) ? env[name]?.trim() : undefined;
      if (value) await mask([value]);
      return value;
    },
  };
}
