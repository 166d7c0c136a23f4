import type { difference as english } from '../en/restore-difference.ts';
import type { SameKeys } from '../same-keys.ts';

export const difference: SameKeys<typeof english> = {
  'not-encrypted-at-host': {
    message: '**Niet versleuteld op de host**, zoals {{vm}} wel is.',
    remedy:
      'Hef de toewijzing van {{copy}} op, zet versleuteling op de host aan en start de machine, voordat iemand die gebruikt.',
  },
  'less-secure': {
    message: '**Zonder {{names}}**, die het origineel wel heeft.',
    remedy: 'Vraag wie over de beveiliging gaat of hij zo gebruikt mag worden.',
  },
  'security-unknown': {
    message: '{{copy}} is niet versleuteld op de host. {{vm}} is weg, dus niets vertelt of die dat was.',
    remedy: 'Als het moet: hef de toewijzing van {{copy}} op, zet versleuteling op de host aan en start de machine.',
  },
  interfaces: {
    message: 'Netwerkinterfaces: {{after}} in plaats van {{before}}.',
    remedy: 'Voeg toe wat software op de machine nodig heeft.',
  },
  address: {
    message: 'Adres {{after}} in plaats van {{before}}.',
    remedy: 'Wat verbinding maakt met het adres van het origineel, vindt de kopie niet.',
  },
  subnet: {
    message: 'Subnet {{after}} in plaats van {{before}}.',
    remedy: 'Verplaats de machine als die bereikbaar moet zijn.',
  },
  'public-address': {
    message: 'Geen openbaar adres; het origineel heeft {{name}}.',
    remedy: 'Geef er alleen een als de machine van buiten bereikbaar moet zijn.',
  },
  'network-group': {
    message: 'Niet in netwerkbeveiligingsgroep {{name}} van het origineel.',
    remedy: 'Wijs de groep toe voordat je de machine aansluit.',
  },
  identity: {
    message: 'Geen beheerde identiteit; het origineel heeft: {{names}}.',
    remedy: 'Wijs die toe als software op de machine zich daarmee aanmeldt.',
  },
  'identity-roles': {
    message: 'De rollen van de eigen identiteit van het origineel blijven daar: {{roles}}.',
    remedy: 'Wijs ze toe aan de identiteit van de kopie.',
  },
  'identity-added': {
    message: '{{copy}} heeft een eigen beheerde identiteit, die niet in het plan staat.',
    remedy: 'Een beleid van jullie Azure kan die hebben toegevoegd. Is dat niet zo, zoek dan uit wie het deed.',
  },
  'extensions-added': {
    message: 'Met extensies die niet in het plan staan: {{names}}.',
    remedy: 'Een beleid van jullie Azure kan ze hebben toegevoegd. Is dat niet zo, zoek dan uit wie het deed.',
  },
  extensions: {
    message: 'Zonder deze extensies van het origineel: {{names}}.',
    remedy: 'Installeer wat je nodig hebt.',
  },
  tags: {
    message: 'Zonder deze tags van het origineel: {{names}}.',
    remedy: 'Zet ze waar facturen of beleid ernaar kijken.',
  },
  size: { message: 'Formaat {{after}} in plaats van {{before}}.', remedy: 'Pas het formaat aan zodra er plaats is.' },
  zone: { message: 'Zone {{after}} in plaats van {{before}}.', remedy: 'Er is niets te doen.' },
  locks: {
    message: 'Zonder deze vergrendelingen van het origineel: {{names}}.',
    remedy: 'Stel ze opnieuw in als de kopie blijft.',
  },
  'locks-unread': {
    message: 'Vergrendelingen op {{vm}}, als die er zijn, gelden niet voor de kopie.',
    remedy: 'Stel ze opnieuw in als de kopie blijft.',
  },
  'host-name': {
    message: 'In het besturingssysteem heet {{copy}} nog zoals {{vm}} op het herstelpunt.',
    remedy: 'Hernoem de machine voordat beide in één domein staan.',
  },
  'original-gone': {
    message: '{{vm}} bestaat niet meer: er was niets om de kopie mee te vergelijken.',
    remedy: 'Kijk zelf naar adressen, netwerkgroep, rollen, extensies, tags en vergrendelingen.',
  },
  'original-unread': {
    message: '{{vm}} was niet te lezen, dus de kopie is er niet mee vergeleken.',
    remedy: 'Kijk zelf naar adressen, netwerkgroep, rollen, extensies, tags en vergrendelingen.',
  },
};
