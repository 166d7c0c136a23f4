/**
 * A card as the Teams app of a phone has it, by what such apps were reported to do. Of the card that everybody sees
 * nothing is left out but what the phone ignores.
 * @param {unknown} node
 * @param {string | undefined} device
 * @param {Record<string, boolean>} behaviour
 */
export function phoneCard(node, device, behaviour) {
  if (device !== 'ios' && device !== 'android') return node;
  if (Array.isArray(node)) return node.map((each) => phoneCard(each, device, behaviour));
  if (typeof node !== 'object' || node === null) return node;
  // Phones draw no charts.
  if (String(node.type).startsWith('Chart.')) return phoneCard(node.fallback, device, behaviour);
  const card = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, phoneCard(value, device, behaviour)]),
  );
  if (device === 'ios' && behaviour.phoneInputsAlways) delete card.associatedInputs;
  if (behaviour.phoneQueryEmpty && 'choices.data' in card) {
    delete card['choices.data'];
    card.choices = [];
  }
  if (device === 'ios' && behaviour.phoneTogglesHide && card.type === 'Action.ToggleVisibility') {
    card.targetElements = (card.targetElements ?? []).map((target) => ({
      elementId: typeof target === 'string' ? target : target.elementId,
      isVisible: false,
    }));
  }
  return card;
}

/** Whether tapping this does nothing there: an Action.Execute that would take inputs along. */
export function isDeadOn(device, behaviour, type, takesInputs) {
  return (
    (device === 'ios' || device === 'android') && behaviour.phoneExecuteDead && type === 'Action.Execute' && takesInputs
  );
}
