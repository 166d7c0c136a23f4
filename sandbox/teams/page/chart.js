/** Teams' own bar chart as its desktop draws it, roughly: title, a bar for each value, the value above, its name below. */
const { CardElement, GlobalRegistry, Versions } = window.AdaptiveCards;

const svg = (name, attributes, ...children) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const height = 96;
const step = 40;
const bar = 24;
const textHeight = 16;

class VerticalBarChart extends CardElement {
  getJsonTypeName() {
    return 'Chart.VerticalBar';
  }

  internalParse(source, context) {
    super.internalParse(source, context);
    this.chart = source;
  }

  internalRender() {
    const { title, showTitle, showBarValues, data } = this.chart;
    const most = Math.max(1, ...data.map(({ y }) => y));
    const text = (x, y, words) =>
      svg('text', { x, y, 'text-anchor': 'middle', 'font-size': 11, fill: 'var(--text-soft)' }, String(words));
    const bars = data.flatMap(({ x, y }, at) => {
      const middle = at * step + step / 2;
      const high = (height * y) / most;
      const top = textHeight + height - high;
      return [
        svg('rect', { x: middle - bar / 2, y: top, width: bar, height: high, fill: 'var(--attention)' }),
        ...(showBarValues ? [text(middle, top - 4, y)] : []),
        text(middle, height + 2 * textHeight - 2, x),
      ];
    });
    const label = `${title}: ${data.map(({ x, y }) => `${x} ${y}`).join(', ')}`;
    const size = { viewBox: `0 0 ${data.length * step} ${height + 2 * textHeight}`, width: '100%' };
    const element = document.createElement('div');
    const heading = document.createElement('div');
    heading.style.fontWeight = '600';
    heading.textContent = showTitle ? title : '';
    element.append(heading, svg('svg', { ...size, role: 'img', 'aria-label': label }, ...bars));
    return element;
  }
}

GlobalRegistry.elements.register('Chart.VerticalBar', VerticalBarChart, Versions.v1_5);
