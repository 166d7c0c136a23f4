import { api } from './api.js';
import './chart.js';
import { fill, h, icon } from './dom.js';
import { hostConfig } from './host-config.js';
import { markdownToHtml } from './markdown.js';
import { behaviour, device } from './phone.js';
import { phoneCard } from './phone-card.js';

const { AdaptiveCard, ChoiceSetInput, HostConfig } = window.AdaptiveCards;
const config = new HostConfig(hostConfig);

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(mentionsAsNames(text));
  result.didProcess = true;
};

/** One card of one message as one person sees it; it is rendered again only when its JSON changes. */
export class CardView {
  /** @param send where a click goes when the card stands in no message */
  constructor(person, messageId, send) {
    this.person = person;
    this.messageId = messageId;
    this.send = send ?? ((action) => api('POST', '/api/click', { as: person.id, message: messageId, ...action }));
    this.place = h('div', { class: 'card-place' });
    this.note = h('div', { class: 'card-note', role: 'status' });
    this.element = h('div', { class: 'card', tabindex: '-1' }, this.place, this.note);
  }

  show(json, personal) {
    const key = JSON.stringify([json, device()]);
    this.element.classList.toggle('personal', personal);
    if (key === this.key) return false;
    const hadFocus = this.element.contains(document.activeElement);
    const isChange = this.key !== undefined;
    this.key = key;
    this.busy(false);
    fill(this.note, []);
    fill(this.place, [
      personal && h('p', { class: 'only-you' }, icon('eye'), 'Only you can see this'),
      this.#render(json),
    ]);
    // The button that was clicked is gone; without this the focus would fall back to the page.
    if (hadFocus) this.element.focus({ preventScroll: true });
    return isChange;
  }

  #render(json) {
    const card = new AdaptiveCard();
    card.hostConfig = config;
    card.onExecuteAction = (action) => this.#execute(card, action);
    card.onInputValueChanged = (input) => this.#search(card, input);
    try {
      card.parse(phoneCard(json, device(), behaviour()));
      const element = card.render();
      if (element) return nameHeadings(element);
    } catch (error) {
      console.error('card', error);
    }
    return h('p', { class: 'broken' }, 'This card cannot be shown.');
  }

  async #execute(card, action) {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') {
      window.open(action.url, '_blank', 'noreferrer');
      return;
    }
    this.busy(true);
    fill(this.note, []);
    try {
      const inputs = action.associatedInputs !== 'none' && card.getAllInputs().length > 0;
      const result = await this.send({
        action: { type, id: action.id, verb: action.verb, data: action.data ?? {}, inputs },
        ...(device() && { device: device() }),
      });
      const detail = { result, from: this.element };
      if (result.dialog || isDialogMessage(type, action, result)) {
        this.element.dispatchEvent(new CustomEvent('dialog', { bubbles: true, detail }));
        return;
      }
      if (result.shown === 'error') this.say(result.text, 'bad');
      if (result.shown === 'message') this.say(result.text, 'plain');
    } catch {
      // api has told the person.
    } finally {
      this.busy(false);
    }
  }

  /** A sentence below the card that only this person sees. */
  say(text, tone) {
    const close = h(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => fill(this.note, []) },
      icon('close'),
    );
    fill(this.note, [h('p', { class: `said ${tone}` }, h('span', {}, text), close)]);
  }

  busy(on) {
    this.element.classList.toggle('busy', on);
    this.place.inert = on;
    this.element.setAttribute('aria-busy', String(on));
  }

  async #search(card, input) {
    if (!(input instanceof ChoiceSetInput) || !input.isDynamicTypeahead()) return;
    const query = input.getFilterForDynamicSearch();
    if (!query) return;
    input.showLoadingIndicator();
    const values = card.getAllInputs().filter((one) => one.id && one !== input && one.isSet());
    const data = Object.fromEntries(values.map((one) => [one.id, String(one.value)]));
    try {
      const found = await api('POST', '/api/search', {
        as: this.person.id,
        message: this.messageId,
        dataset: input.choicesData.dataset,
        query,
        data,
      });
      input.renderChoices(query, found.choices);
    } catch {
      input.showErrorIndicator(query, 'Nothing could be looked up');
    }
  }
}

function mentionsAsNames(text) {
  return text.replace(/<at>([^<]*)<\/at>/g, '**$1**');
}

/** What the bot says instead of opening a dialog is shown in one, too. */
function isDialogMessage(type, { data }, { shown }) {
  return type === 'Action.Submit' && data?.msteams?.type === 'task/fetch' && shown === 'message';
}

/** The renderer marks headings by role only; assistive technology wants a level as well. */
function nameHeadings(element) {
  for (const heading of element.querySelectorAll('[role="heading"]:not([aria-level])'))
    heading.setAttribute('aria-level', '3');
  return element;
}
