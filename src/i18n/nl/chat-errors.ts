import { languages } from '../../kernel/languages.ts';
import type { chatErrors as english } from '../en/chat-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const chatErrors: SameKeys<typeof english> = {
  guest: {
    message: 'Gasten kunnen Strongroom niet gebruiken.',
    remedy: 'Vraag het iemand van deze organisatie.',
  },
  'member-unknown': {
    message: 'Ik kan nu niet zien of je bij deze organisatie hoort of gast bent, dus ik verander niets voor je.',
    remedy: 'Probeer het over een minuut opnieuw; blijft het zo, dan mist de bot de Graph-machtiging User.Read.All.',
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
  'page-unreadable': {
    message: '"{{given}}" is geen paginanummer.',
    remedy: 'Typ bijvoorbeeld "pagina 2".',
  },
  'message-too-long': {
    message: 'Dat zijn meer dan {{most}} tekens, dus ik heb het niet gelezen.',
    remedy: 'Maak het korter. Om een fout te laten uitleggen, is de code genoeg.',
  },
  'too-many-lines': {
    message:
      'Je hebt meer gestuurd dan ik voor één persoon uitvoer, en er wachten al {{count}} regels van je op hun beurt; deze is niet aangenomen.',
    remedy: `Stuur hem over {{seconds}} seconden opnieuw. Van herstel mogen er {{most}} regels wachten; goedkeuringen en de ${typed.breakglass} worden altijd aangenomen.`,
  },
  'form-open': {
    message: 'Je formulier voor {{vm}} staat in dit gesprek al open.',
    remedy: 'Ga daarmee verder, of annuleer het eerst.',
  },
  'vm-not-found-near': {
    message: 'Ik vind geen beveiligde virtuele machine met de naam {{name}}.',
    remedy: `Bedoel je {{suggestions}}? Of typ "${typed.vms}" voor een lijst.`,
  },
  'vm-not-visible-near': {
    message: 'Ik vind geen virtuele machine met de naam {{name}} in de kluizen die je mag lezen.',
    remedy: 'Bedoel je {{suggestions}}? Of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
  },
  'not-your-form': {
    message: 'Dit formulier is van {{name}}.',
    remedy: 'Open je eigen formulier: typ "{{command}} {{rest}}".',
  },
  'stale-card': {
    message: 'Deze kaart is niet meer actueel, dus er is niets gedaan.',
    remedy: `Gebruik de nieuwste kaart in de thread, of typ "${typed.requests}".`,
  },
  'form-expired': {
    message: 'Dit formulier is na 15 minuten gesloten.',
    remedy: 'Typ "{{command}} {{rest}}" voor een nieuw formulier.',
  },
  'already-confirmed': {
    message: 'Je hebt {{id}} al bevestigd en dat is aangekomen. Deze keer is er niets gedaan.',
    remedy: `De kaart staat in de thread of is onderweg. Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
  },
  'confirmed-by-owner': {
    message: '{{name}} heeft {{id}} al bevestigd.',
    remedy: `Wacht de aanvraag op goedkeuring, typ dan "${typed.approve} {{id}}" om erover te beslissen. "${typed.why} {{id}}" zegt wie dat mag.`,
  },
  'unknown-command': {
    message: 'Die opdracht ken ik niet.',
    remedy: `Typ "${typed.help}" voor wat ik kan.`,
  },
  'no-command-of-topic': {
    message: 'Over dit onderwerp zijn er geen opdrachten die jij hier kunt gebruiken.',
    remedy: `Typ "${typed.help} alles" voor wat je hier kunt, of "${typed.whoami}" voor wat je Azure-rollen je laten doen.`,
  },
  'timezone-unknown': {
    message: '"{{given}}" is geen tijdzone die ik ken.',
    remedy: `Typ "${typed.timezone}" en de naam, bijvoorbeeld "${typed.timezone} Europe/Amsterdam", of de naam in Windows.`,
  },
  'language-unknown': {
    message: '"{{given}}" spreek ik niet.',
    remedy: `Typ ${languages.map((language) => `"${typed.language} ${language}"`).join(' of ')}.`,
  },
};
