import { typed } from './typed.ts';

/** What is said about access, channels and what is kept. */
export const access = {
  kept: `{{message}} [Activeer de rol]({{link}}). Ik bewaar je verzoek tot {{until}} en ga verder zodra de rol actief is; je kunt het ook opnieuw vragen, of "${typed.forget}" typen.`,
  // The answer to a click is shown as it is, without Markdown.
  'kept-plain': `{{message}} Activeer de rol: {{link}} . Ik bewaar je verzoek tot {{until}} en ga verder zodra de rol actief is; je kunt ook opnieuw klikken, of "${typed.forget}" typen.`,
  'went-on': 'Je rol is actief, en ik ben verdergegaan met wat je had gevraagd: {{asked}}.',
  'went-on-here': '{{name}} Ik ben verdergegaan met wat je had gevraagd.',
  'not-understood': 'Je rol is actief, maar ik begrijp niet meer wat je had gevraagd: {{asked}}. Er is niets gedaan.',
  'no-longer-kept':
    'Er is op tijd geen rol geactiveerd, dus ik bewaar niet langer wat je had gevraagd: {{asked}}. Er is niets gedaan.',
  'kept-full': `{{message}} [Activeer de rol]({{link}}) en vraag het dan opnieuw: ik bewaar al {{most}} verzoeken van je, en geen daarvan maakt plaats. Met "${typed.forget}" ruim je ze op.`,
  'kept-full-plain': `{{message}} Activeer de rol: {{link}} en klik dan opnieuw: ik bewaar al {{most}} verzoeken van je, en geen daarvan maakt plaats. Met "${typed.forget}" ruim je ze op.`,
  'kept-instead': 'Ik bewaar er hoogstens {{most}}, dus het oudste bewaar ik niet langer: {{asked}}.',
  queued: `Je hebt me meer dan {{count}} regels of klikken tegelijk gestuurd, dus deze is over {{wait}} aan de beurt, om {{at}}: {{asked}}. Je hoeft hem niet opnieuw te sturen; met "${typed.forget}" neem je hem terug.`,
  'queued-already': 'Deze wacht al op zijn beurt en is over {{wait}} aan de beurt, om {{at}}: {{asked}}.',
  'turn-missed':
    'Ik draaide niet toen dit aan de beurt was, en er is te veel tijd verstreken om het nu nog te doen: {{asked}}. Er is niets gedaan; stuur het opnieuw als je het nog wilt.',
  'answer-missed': `Ik kon je niet op tijd antwoorden: {{asked}}. Kijk op de kaart of typ "${typed.requests}" voordat je het opnieuw stuurt.`,
  forgotten: 'Ik bewaar {{asked}} niet langer.',
  'nothing-kept': 'Ik bewaar niets voor je.',
  'channel-personal': 'In onze persoonlijke chat mag je alles gebruiken wat je Azure-rollen toestaan.',
  'channel-none': `Dit gesprek is niet ingesteld: alleen "${typed.help}" en "${typed.whoami}" werken hier. Een beheerder verandert dat met "${typed['channel allow']}".`,
  'channel-may': 'Dit kanaal mag {{commands}} gebruiken, voor {{vaults}}.',
  'channel-shared':
    "Dit kanaal is gedeeld: mensen van andere organisaties lezen wat hier staat. Links en id's van Azure laat ik weg, en {{commands}} beantwoord ik alleen aan wie het vraagt. Noem alleen de opdrachten en kluizen die hier horen om minder te laten zien.",
  'all-commands': 'alle opdrachten',
  'all-vaults': 'alle kluizen',
  'some-vaults': 'deze kluizen: {{names}}',
} as const;
