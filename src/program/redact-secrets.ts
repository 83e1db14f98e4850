/** Names of variables that hold what nobody may read. */
const secretName = /TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|(?:^|_)(?:[A-Z]*KEY|PAT|PWD|PASS)(?:_|$)/i;

/** Shorter values are too common as parts of other words. */
const shortest = 6;

/**
 * Takes the values of variables that are called like secrets out of texts: GitHub does so in its log alone, and a
 * report goes to comments and files as well. A value of several lines is taken out line by line.
 */
export function redactSecrets(env: Readonly<Record<string, string | undefined>>): (text: string) => string {
  const values = Object.entries(env)
    .filter(([name]) => secretName.test(name) && !/^(?:OLD)?PWD$/.test(name))
    .flatMap(([, value = ""]) => value.split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line.length >= shortest)
    // The longest first: one may be part of another.
    .sort((a, b) => b.length - a.length);
  return (text) => values.reduce((left, value) => left.replaceAll(value, "***"), text);
}
