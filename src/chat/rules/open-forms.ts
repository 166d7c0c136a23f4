/** Forms that one person may have open for one thing: one more than a double tap on a slow phone makes. */
export const mostForOne = 3;
/** And in all; a form is put away after 15 minutes anyhow. */
export const mostOpen = 10;

/**
 * Which open forms of a person make room for one more.
 * @param open newest first; about: what a form is for
 */
export function formsBeyond<Form extends { about: string }>(open: readonly Form[], about: string): Form[] {
  const same = open.filter((form) => form.about === about).slice(mostForOne - 1);
  const rest = open.filter((form) => !same.includes(form));
  return [...same, ...rest.slice(mostOpen - 1)];
}
