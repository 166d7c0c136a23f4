import type { chatCards as english } from '../en/chat-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { drillFolded } from './drills-form.ts';
import { protectionFolded } from './protection-cards.ts';
import { typed } from './typed.ts';

export const chatCards: SameKeys<typeof english> = {
  words: {
    twin: 'Of typ {{lines}}',
    'twin-instead': 'Of typ {{line}}, of in plaats van {{first}}: {{others}}',
  },
  'private-answers': {
    sentence:
      'Deze regel zou alleen jij moeten zien. Zie je hem, dan geef ik antwoorden die voor één persoon zijn voortaan hier. Tot dan staan ze in onze persoonlijke chat.',
    twin: `Of typ: **${typed['channel private']}**`,
  },
  help: {
    heading: 'Strongroom',
    lead: 'Maakt back-ups van versleutelde virtuele machines en zet ze terug. Een tweede persoon keurt elk herstel goed.',
    also: 'Je kunt ook typen: {{names}}.',
    examples: 'Bijvoorbeeld',
    twin: `Meer over een opdracht: **${typed.help} {{command}}**`,
    'twin-all': `Alles wat je hier kunt: **${typed.help} alles**`,
    sentence: 'Ik begrijp opdrachten en gewone zinnen.',
  },
  form: { 'label-more': '{{label}} (nog {{count}} kun je typen)' },
  'form-busy': {
    ...drillFolded,
    ...protectionFolded,
    'text-restore': '{{name}} vult een formulier in om {{vm}} terug te zetten.',
    'twin-restore': `Of typ: **${typed.restore} {{vm}}**`,
    'text-backup': '{{name}} vult een formulier in voor een back-up van {{vm}}.',
    'twin-backup': `Of typ: **${typed.backup} {{vm}} bewaar 30d**`,
  },
  'form-folded': {
    ...drillFolded,
    ...protectionFolded,
    'submitted-restore': '{{name}} heeft een herstel van {{vm}} aangevraagd: {{id}}.',
    'submitted-backup': '{{name}} heeft om een back-up van {{vm}} gevraagd.',
    cancelled: '{{name}} heeft het formulier voor {{vm}} gesloten. Er is niets aangevraagd.',
    replaced: '{{name}} heeft nieuwere formulieren open, dus dat voor {{vm}} is gesloten. Er is niets aangevraagd.',
    rehearsed: '{{name}} heeft gezien wat er met {{vm}} gedaan zou zijn. Er is niets aangevraagd.',
    expired: 'Het formulier van {{name}} voor {{vm}} is na 15 minuten gesloten. Er is niets aangevraagd.',
  },
};
