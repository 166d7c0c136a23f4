/** Sizes and colours close to those of Teams, so that wrapping and contrast here say something about there. */
export function hostConfig(theme) {
  const dark = theme === 'dark';
  const pair = (text, quiet) => ({ default: text, subtle: quiet });
  const texts = dark
    ? {
        default: pair('#ffffff', '#c8c8c8'),
        accent: pair('#a6a7f3', '#a6a7f3'),
        good: pair('#92c353', '#92c353'),
        warning: pair('#f8d22a', '#f8d22a'),
        attention: pair('#f9929a', '#f9929a'),
        light: pair('#ffffff', '#c8c8c8'),
        dark: pair('#ffffff', '#c8c8c8'),
      }
    : {
        default: pair('#242424', '#5c5c5c'),
        accent: pair('#4f52b2', '#4f52b2'),
        good: pair('#0e700e', '#0e700e'),
        warning: pair('#835b00', '#835b00'),
        attention: pair('#b10e1c', '#b10e1c'),
        light: pair('#ffffff', '#ffffff'),
        dark: pair('#242424', '#5c5c5c'),
      };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors: texts });
  const backgrounds = dark
    ? {
        default: '#292929',
        emphasis: '#383838',
        accent: '#33366d',
        good: '#1e3a1e',
        warning: '#463100',
        attention: '#4f1c1f',
      }
    : {
        default: '#ffffff',
        emphasis: '#f0f0f0',
        accent: '#dcdcf5',
        good: '#e0f2df',
        warning: '#fcf3d2',
        attention: '#fbe3e5',
      };
  const fontSizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
  const fontWeights = { lighter: 300, default: 400, bolder: 600 };
  return {
    fontFamily: '"Segoe UI", system-ui, sans-serif',
    fontSizes,
    fontWeights,
    fontTypes: {
      default: { fontFamily: '"Segoe UI", system-ui, sans-serif', fontSizes, fontWeights },
      monospace: { fontFamily: 'Consolas, ui-monospace, monospace', fontSizes, fontWeights },
    },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 12 },
    separator: { lineThickness: 1, lineColor: dark ? '#525252' : '#e0e0e0' },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      spacing: 'medium',
    },
    containerStyles: Object.fromEntries(Object.entries(backgrounds).map(([name, color]) => [name, style(color)])),
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { wrap: true },
      spacing: 12,
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', size: 'small' },
    },
  };
}
