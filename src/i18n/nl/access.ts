import { typed } from './typed.ts';

/** Who may do what where: refusals before anything else is looked at. */
export const accessErrors = {
  denied: {
    message: 'De weigeringstoewijzing {{name}} neemt je {{action}} op {{scope}} af.',
    remedy: 'Vraag een eigenaar van {{scope}} wie die heeft ingesteld, en waarom.',
  },
  eligible: {
    message: 'Je komt in aanmerking voor {{role}} op {{scope}}, maar die rol is nu niet actief.',
    remedy: 'Activeer de rol in de Azure-portal onder Privileged Identity Management en vraag het opnieuw.',
  },
  guest: {
    message: 'Gasten kunnen Strongroom niet gebruiken.',
    remedy: 'Vraag het iemand van deze organisatie.',
  },
  'member-unknown': {
    message: 'Ik kan nu niet zien of je bij deze organisatie hoort of gast bent, dus ik verander niets voor je.',
    remedy: 'Probeer het over een minuut opnieuw; blijft het zo, dan mist de bot het Graph-recht User.Read.All.',
  },
  'channel-unset': {
    message: `Dit gesprek is niet ingesteld: alleen "${typed.help}" en "${typed.whoami}" werken hier.`,
    remedy: `Schrijf me in onze persoonlijke chat, of laat een beheerder hier "${typed['channel allow']} alles" typen.`,
  },
  'channel-command': {
    message: '"{{command}}" mag in dit kanaal niet worden gebruikt; deze wel: {{commands}}.',
    remedy: 'Schrijf me in onze persoonlijke chat, of vraag een beheerder om het toe te staan.',
  },
  'channel-only': {
    message: "Dit is een instelling van een kanaal, en hier zijn we met z'n tweeën.",
    remedy: 'Typ het in het kanaal waar het om gaat.',
  },
  'channel-word-unknown': {
    message: '"{{given}}" is geen opdracht en ook geen kluis die ik bewaak.',
    remedy: `Typ "${typed['channel allow']}" met namen van opdrachten en kluizen, "alles" of "geen".`,
  },
  'vault-not-in-channel': {
    message: 'Dit kanaal gaat niet over de kluis {{vault}}.',
    remedy: `Vraag het in onze persoonlijke chat, of laat een beheerder de kluis toevoegen met "${typed['channel allow']}".`,
  },
  'audit-not-yours': {
    message: 'Het logboek is voor beheerders; dat van een aanvraag ook voor de aanvrager en wie erover beslist.',
    remedy: `Typ "${typed.audit}" met het nummer van zo'n aanvraag, of vraag het een beheerder.`,
  },
  'audit-needs-chat': {
    message: 'Ik geef het logboek in onze persoonlijke chat, en die ken ik nog niet.',
    remedy: `Schrijf me daar, en typ "${typed['audit export']} {{id}}".`,
  },
} as const;

/** What is said about access, channels and what is kept. */
export const access = {
  kept: `{{message}} [Activeer de rol]({{link}}). Ik bewaar je verzoek tot {{until}} en ga verder zodra de rol actief is; je kunt het ook opnieuw vragen, of "${typed.forget}" typen.`,
  // The answer to a click is shown as it is, without Markdown.
  'kept-plain': `{{message}} Activeer de rol: {{link}} . Ik bewaar je verzoek tot {{until}} en ga verder zodra de rol actief is; je kunt ook opnieuw klikken, of "${typed.forget}" typen.`,
  'went-on': 'Je rol is actief, en ik ben verdergegaan met wat je had gevraagd: {{asked}}.',
  'went-on-here': '{{name}} Ik ben verdergegaan met wat je had gevraagd.',
  'no-longer-kept':
    'Er is op tijd geen rol geactiveerd, dus ik bewaar niet langer wat je had gevraagd: {{asked}}. Er is niets gedaan.',
  'kept-full': `{{message}} [Activeer de rol]({{link}}) en vraag het dan opnieuw: ik bewaar al {{most}} verzoeken van je, en geen daarvan maakt plaats. Met "${typed.forget}" ruim je ze op.`,
  'kept-full-plain': `{{message}} Activeer de rol: {{link}} en klik dan opnieuw: ik bewaar al {{most}} verzoeken van je, en geen daarvan maakt plaats. Met "${typed.forget}" ruim je ze op.`,
  'kept-instead': 'Ik bewaar er hoogstens {{most}}, dus het oudste bewaar ik niet langer: {{asked}}.',
  queued: `Je hebt me meer dan {{count}} regels of klikken tegelijk gestuurd, dus deze is over {{wait}} aan de beurt, om {{at}}: {{asked}}. Je hoeft hem niet opnieuw te sturen; met "${typed.forget}" neem je hem terug.`,
  'queued-already': 'Deze wacht al op zijn beurt en is over {{wait}} aan de beurt, om {{at}}: {{asked}}.',
  'turn-missed':
    'Ik draaide niet toen dit aan de beurt was, en er is te veel tijd verstreken om het nu nog te doen: {{asked}}. Er is niets gedaan; stuur het opnieuw als je het nog wilt.',
  forgotten: 'Ik bewaar {{asked}} niet langer.',
  'nothing-kept': 'Ik bewaar niets voor je.',
  'channel-personal': 'In onze persoonlijke chat mag je alles gebruiken wat je Azure-rollen toestaan.',
  'channel-none': `Dit gesprek is niet ingesteld: alleen "${typed.help}" en "${typed.whoami}" werken hier. Een beheerder verandert dat met "${typed['channel allow']}".`,
  'channel-may': 'Dit kanaal mag {{commands}} gebruiken, voor {{vaults}}.',
  'all-commands': 'alle opdrachten',
  'all-vaults': 'alle kluizen',
  'some-vaults': 'deze kluizen: {{names}}',
} as const;
