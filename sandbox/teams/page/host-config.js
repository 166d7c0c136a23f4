/** How cards look: Teams' proportions, in the colours of the page, so that a theme needs no new rendering. */
const tone = (name) => ({ default: `var(--${name})`, subtle: `var(--${name}-soft)` });
const colors = {
  default: { default: 'var(--text)', subtle: 'var(--text-soft)' },
  dark: { default: 'var(--text)', subtle: 'var(--text-soft)' },
  light: { default: 'var(--text-soft)', subtle: 'var(--text-soft)' },
  accent: tone('accent-text'),
  good: tone('good'),
  warning: tone('warning'),
  attention: tone('attention'),
};
const style = (background, border = 'transparent') => ({
  backgroundColor: background,
  borderColor: border,
  borderThickness: 0,
  foregroundColors: colors,
});

export const hostConfig = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 14, large: 17, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 30 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: style('transparent'),
    emphasis: style('var(--emphasis)'),
    accent: style('var(--accent-back)'),
    good: style('var(--good-back)'),
    warning: style('var(--warning-back)'),
    attention: style('var(--attention-back)'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  inputs: {
    label: {
      requiredInputs: { weight: 'bolder', suffix: ' (required)', suffixColor: 'default', size: 'small' },
      optionalInputs: { weight: 'bolder', size: 'small' },
      inputSpacing: 'small',
    },
    errorMessage: { color: 'attention', weight: 'bolder', size: 'small', spacing: 'small' },
    debounceTimeInMilliSeconds: 250,
    allowDynamicallyFilteredChoiceSet: true,
  },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 140 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
  textStyles: {
    heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false },
    columnHeader: { size: 'default', weight: 'bolder', color: 'default', isSubtle: false },
  },
  textBlock: { headingLevel: 3 },
  table: { cellSpacing: 8 },
};
