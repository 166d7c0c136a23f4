import '../../sandbox/teams/page/chart.js';
import { hostConfig } from '../../sandbox/teams/page/host-config.js';
import { markdownToHtml } from '../../sandbox/teams/page/markdown.js';
import { phoneCard } from '../../sandbox/teams/page/phone-card.js';

const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
const config = new HostConfig(hostConfig);
const choices = document.querySelector('#choices');
const main = document.querySelector('#cards');
const clicked = document.querySelector('#clicked');

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

function figureOf({ card, sample, text, bytes, json }, device) {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.textContent = `${card}: ${sample} (${bytes} bytes)`;
  const sentence = document.createElement('p');
  sentence.className = 'message-text';
  sentence.innerHTML = markdownToHtml(text);
  const frame = document.createElement('div');
  frame.className = 'card';
  const rendered = new AdaptiveCard();
  rendered.hostConfig = config;
  rendered.onExecuteAction = (action) => {
    clicked.textContent = `${action.title}: ${JSON.stringify(action.data)}`;
  };
  rendered.parse(phoneCard(json, device, {}));
  frame.append(rendered.render());
  figure.append(caption, sentence, frame);
  return figure;
}

async function show() {
  const { card, language, theme, width } = Object.fromEntries(new FormData(choices));
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = language;
  document.documentElement.style.setProperty('--width', `${width}px`);
  history.replaceState(null, '', `?${new URLSearchParams({ card, language, theme, width })}`);
  const answer = await fetch(`/cards.json?language=${language}`);
  if (!answer.ok) {
    main.textContent = await answer.text();
    return;
  }
  const cards = await answer.json();
  const select = choices.elements.card;
  if (select.options.length === 1) {
    for (const name of new Set(cards.map((each) => each.card))) select.add(new Option(name, name));
    select.value = new URLSearchParams(location.search).get('card') || wanted.get('card') || '';
  }
  const shown = cards.filter((each) => select.value === '' || each.card === select.value);
  main.replaceChildren(...shown.map((each) => figureOf(each, width < 500 ? 'android' : undefined)));
  document.body.dataset.ready = `${language} ${theme} ${width} ${select.value}`;
}

const wanted = new URLSearchParams(location.search);
for (const name of ['language', 'theme', 'width'])
  if (wanted.has(name)) choices.elements[name].value = wanted.get(name);
choices.addEventListener('change', show);
await show();
