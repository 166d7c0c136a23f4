const signs = 20;

/**
 * A progress bar of text: coloured columns are as high as their padding and barely visible in Teams' themes. It
 * repeats the percentage in words beside it; '' if there is nothing to show.
 */
export function progressBar(percent: number | undefined): string {
  if (percent === undefined || percent <= 0 || percent >= 100) return '';
  const done = Math.round((percent / 100) * signs);
  return `${'█'.repeat(done)}${'░'.repeat(signs - done)}`;
}
