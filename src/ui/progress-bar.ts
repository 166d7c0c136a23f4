const signs = 20;

/**
 * A bar of text: coloured columns are as high as their padding and hardly to be seen in the themes of Teams. It repeats
 * the percentage, which stands in words beside it; '' where there is nothing to show.
 */
export function progressBar(percent: number | undefined): string {
  if (percent === undefined || percent <= 0 || percent >= 100) return '';
  const done = Math.round((percent / 100) * signs);
  return `${'█'.repeat(done)}${'░'.repeat(signs - done)}`;
}
