/** Names of variables that hold what nobody may read. */
const secretName = /TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|(?:^|_)(?:[A-Z]*KEY|PAT|PWD|PASS)(?:_|$)/i;

/** Shorter values are too common as parts of other words. */
const shortest = 6;

/** Fewer characters at a text's start are no trace of a secret. */
const shortestEnd = 3;

/**
 * Takes the values of variables that are called like secrets out of texts: GitHub does so in its log alone, and a
 * report goes to comments and files as well. A value of several lines is taken out line by line; of a text whose start
 * `isCut` off, the end of a value there as well.
 */
export function redactSecrets(
  env: Readonly<Record<string, string | undefined>>,
): (text: string, options?: { isCut: boolean }) => string {
  const values = Object.entries(env)
    .filter(([name]) => secretName.test(name) && !/^(?:OLD)?PWD$/.test(name))
    .flatMap(([, value = ""]) => value.split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line.length >= shortest)
    // The longest first: one may be part of another.
    .sort((a, b) => b.length - a.length);
  return (text, { isCut } = { isCut: false }) => {
    const start = isCut ? Math.max(0, ...values.map((value) => endLength(value, text))) : 0;
    const whole = start === 0 ? text : `***${text.slice(start)}`;
    return values.reduce((left, value) => left.replaceAll(value, "***"), whole);
  };
}

/** Length of the longest end of a value that a text starts with. */
function endLength(value: string, text: string): number {
  for (let at = 1; at <= value.length - shortestEnd; at++)
    if (text.startsWith(value.slice(at))) return value.length - at;
  return 0;
}
