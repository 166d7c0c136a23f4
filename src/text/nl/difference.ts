import type { difference as english } from '../en/difference.ts';
import type { SameKeys } from '../same-keys.ts';

export const difference: SameKeys<typeof english> = {
  address: 'Adres {{after}} in plaats van {{before}}. Wie het origineel op zijn adres kent, vindt de kopie niet.',
  subnet: 'Subnet {{after}} in plaats van {{before}}. Verplaats de machine zodra die bereikbaar mag zijn.',
  'public-address':
    'Geen openbaar adres; het origineel heeft {{name}}. Geef er alleen een als de machine van buiten bereikbaar moet zijn.',
  'network-group':
    'Niet in netwerkbeveiligingsgroep {{name}} van het origineel. Wijs de groep toe voordat u de machine aansluit.',
  identity:
    'Geen beheerde identiteit; het origineel heeft: {{names}}. Wijs die toe als software op de machine zich daarmee aanmeldt.',
  'identity-roles':
    'De rollen van de eigen identiteit van het origineel blijven daar: {{roles}}. Wijs ze toe aan de identiteit van de kopie.',
  extensions: 'Zonder de extensies {{names}}. Installeer wat u nodig hebt.',
  tags: 'Zonder deze tags van het origineel: {{names}}. Zet ze waar facturen of beleid ernaar kijken.',
  size: 'Formaat {{after}} in plaats van {{before}}. Pas het formaat aan zodra er plaats is.',
  zone: 'Zone {{after}} in plaats van {{before}}. Er is niets te doen.',
  locks:
    'Vergrendelingen op {{vm}}, als die er zijn, gelden niet voor de kopie. Stel ze opnieuw in als de kopie blijft.',
  'host-name':
    'Van binnen noemt {{copy}} zich nog zoals {{vm}} op het herstelpunt. Hernoem de machine voordat beide in één domein staan.',
};
