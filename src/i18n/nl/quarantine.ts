import type {
  quarantineRoomErrors as englishErrors,
  releaseGated as englishGated,
  releaseRequests as englishRequests,
  releaseStepsSkipped as englishSkipped,
  releaseSteps as englishSteps,
} from '../en/quarantine.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const quarantineRoomErrors: SameKeys<typeof englishErrors> = {
  'release-unknown': {
    message: 'Er is geen kopie {{name}} in quarantaine, en ook geen van een machine die zo heet.',
    remedy: `Typ "${typed.requests}" om de aanvraag te vinden die de kopie maakte, en noem het nummer.`,
  },
  'release-which': {
    message: 'Er zijn meer kopieën van {{name}} in quarantaine: {{list}}.',
    remedy: `Noem de aanvraag: "${typed.release}" en het nummer.`,
  },
  'release-not-held': {
    message:
      'Niets van {{id}} is in quarantaine: het maakte zo geen kopie, liep niet goed af, of de kopie is al vrijgegeven.',
    remedy: `Kijk op de kaart, of in de geschiedenis met "${typed.audit} {{id}}".`,
  },
  released: {
    message: '{{copy}} is niet meer in quarantaine: met {{id}} is die vrijgegeven naar subnet {{subnet}}.',
    remedy: 'Wat de regels daar doorlaten, kan de kopie vanaf nu bereiken.',
  },
  'release-not-yet': {
    message: '{{id}} is niet klaar: van de kopie is nog niet vastgesteld dat die gescheiden is.',
    remedy: 'Wacht tot de kaart zegt dat het klaar is en vraag het dan opnieuw.',
  },
  'release-under-way': {
    message: '{{id}} vraagt al om {{copy}} vrij te geven.',
    remedy: 'Laat erover beslissen, of trek het eerst in.',
  },
  'release-gone': {
    message: '{{copy}}, of de netwerkinterface ervan, is er niet meer.',
    remedy:
      'Kijk in het activiteitenlogboek wie de kopie verwijderde. Zet opnieuw terug als je de kopie nog nodig hebt.',
  },
  'release-foreign': {
    message:
      '{{copy}} is niet, of niet alleen, wat {{id}} maakte: een andere heeft die naam, een schijf is verwisseld, of er kwam een netwerkinterface of openbaar adres bij.',
    remedy:
      'Kijk in het activiteitenlogboek wie de kopie wijzigde. Zet opnieuw terug: waarmee geknoeid kan zijn wordt niet vrijgegeven.',
  },
  'release-elsewhere': {
    message: '{{copy}} is zonder vrijgave uit quarantaine, en zit in subnet {{subnet}}.',
    remedy: 'Kijk in het activiteitenlogboek wie de kopie verplaatste, en stop die in Azure als die daar niet hoort.',
  },
  'release-subnet-gone': {
    message: 'Subnet {{subnet}} is er niet.',
    remedy: 'Laat het opnieuw maken of het herstelprofiel verbeteren; vraag het daarna opnieuw.',
  },
  'release-unread': {
    message: 'De regels van subnet {{subnet}} zijn niet te lezen, dus kan niemand zien wat {{subnet}} doorlaat.',
    remedy: 'Laat de bot trede quarantine geven op de groep van de netwerkbeveiligingsgroep; vraag het daarna opnieuw.',
  },
  'release-rules-long': {
    message: 'Subnet {{subnet}} heeft meer regels dan een kaart kan tonen; niemand zou kunnen lezen wat hij goedkeurt.',
    remedy: 'Laat ze inkorten, of geef de kopie vrij naar een ander subnet.',
  },
  'release-no-subnet': {
    message: 'Er is geen subnet ingesteld waarnaar kopieën van kluis {{vault}} vrijgegeven mogen worden.',
    remedy:
      'Vraag de beheerder van Strongroom om subnetten van hetzelfde netwerk in het herstelprofiel (releaseSubnetIds). Verder verplaatst Azure geen machine.',
  },
  'release-subnet-not-offered': {
    message: 'Naar {{subnet}} wordt niets vrijgegeven.',
    remedy: 'Kies een van deze: {{subnets}}.',
  },
  'release-moved': {
    message:
      'Wat de vrijgave van {{copy}} verandert is niet meer wat is goedgekeurd: het subnet, de regels daar of de identiteiten zijn anders.',
    remedy: `Kijk wat er anders is en vraag het opnieuw: "${typed.release} {{id}}".`,
  },
  'release-identities': {
    message:
      'Iemand gaf {{copy}} een identiteit nadat de kopie gemaakt was: wat die mag, kan de kopie ook na de vrijgave.',
    remedy: 'Laat de identiteit eerst weghalen als niemand weet waarom die er is.',
  },
  'release-deployment-foreign': {
    message: 'Wat als implementatie {{name}} is uitgevoerd, is niet wat is verstuurd. Dat kan een aanval zijn.',
    remedy: 'Kijk in het activiteitenlogboek wie dat deed, en waar de netwerkinterface van de kopie nu zit.',
  },
  'release-not-there': {
    message: '{{name}} liep goed af, maar de netwerkinterface zit niet in het subnet.',
    remedy: 'Kijk in het activiteitenlogboek wie de kopie verplaatste; probeer het daarna opnieuw.',
  },
  'quarantine-day': {
    message: '{{copy}}: dag {{days}} in quarantaine. Vandaag is opnieuw gekeken: de kopie is nog gescheiden.',
    remedy: `Geef de kopie vrij met "${typed.release} {{id}}", of laat die in Azure verwijderen als niemand die nodig heeft.`,
  },
  'quarantine-is-off': {
    message: '{{copy}}: dag {{days}} in quarantaine. De kopie staat uit.',
    remedy: `Geef de kopie vrij met "${typed.release} {{id}}", of laat die in Azure verwijderen als niemand die nodig heeft.`,
  },
  'quarantine-overdue': {
    message:
      '{{copy}}: dag {{days}} in quarantaine, langer dan de {{limit}} dagen die zijn ingesteld. De kopie kost geld, en kan bevatten wat {{vm}} aanviel.',
    remedy: `Geef de kopie vrij met "${typed.release} {{id}}", of laat die in Azure verwijderen als niemand die nodig heeft.`,
  },
  'quarantine-opened': {
    message:
      '{{copy}}: dag {{days}} in quarantaine. Vandaag is niet vast te stellen dat de kopie gescheiden is: {{found}}.',
    remedy: 'Stop de kopie in Azure tot dat verholpen is. Ik start, stop en verplaats er niets van.',
  },
  'quarantine-swapped': {
    message:
      '{{copy}}: dag {{days}} in quarantaine. De kopie heeft niet meer alleen de teruggezette schijven: {{names}}.',
    remedy:
      'Kijk in het activiteitenlogboek wie ze verwisselde. De kopie wordt niet meer vrijgegeven: zet opnieuw terug.',
  },
  'quarantine-moved': {
    message:
      '{{copy}}: dag {{days}} in quarantaine. Iemand heeft de kopie verplaatst: ze staat nu in groep {{group}}, waar niemand kijkt of ze gescheiden is.',
    remedy:
      'Zoek in het activiteitenlogboek wie dat deed. Stop haar in Azure en verwijder haar of zet haar terug: van daar wordt ze niet vrijgegeven.',
  },
  'quarantine-disks-left': {
    message:
      '{{copy}}: dag {{days}} in quarantaine. De kopie is verwijderd of verplaatst naar waar ik niets zie, of een andere machine heeft die naam, en de schijven zijn er nog: {{names}}. Ze kosten geld, en kunnen bevatten wat {{vm}} aanviel.',
    remedy:
      'Laat ze in Azure verwijderen als niemand ze nodig heeft. Weet je niet wie de kopie verwijderde of verplaatste, kijk dan in het activiteitenlogboek.',
  },
  'quarantine-left': {
    message:
      '{{copy}} is niet meer in quarantaine: verwijderd of verplaatst naar waar ik niets zie, of een andere machine heeft die naam.',
    remedy: 'Als je dat weet is er niets te doen. Kijk anders in het activiteitenlogboek wie het deed.',
  },
};

export const releaseGated: SameKeys<typeof englishGated> = {
  facts: {
    network: 'Netwerk',
    from: 'Uit subnet',
    to: 'Naar subnet',
    group: 'Beveiligingsgroep daar',
    rules: 'Regels daar',
    none: 'geen',
    'seen-card': 'Die regels staan onder Details en horen bij wat je goedkeurt.',
    'seen-form': 'Die regels staan hieronder en horen bij wat wordt goedgekeurd.',
    point:
      'Het herstelpunt is van {{when}}. De kopie krijgt geen identiteit en geen extensie, en de schijven blijven dicht voor export. **Niets heeft aangetoond dat wat {{vm}} aanviel er niet in zit.** Azure kan de kopie opnieuw starten.',
  },
  heading: { release: '{{copy}} vrijgeven uit quarantaine' },
  paragraph: {
    release:
      '{{copy}}, de kopie van {{vm}} die {{of}} maakte, gaat van subnet {{from}} naar **{{to}}** in netwerk {{network}}. Vanaf dan **kan de kopie bereiken, en bereikt worden door, wat de regels daar doorlaten**.',
  },
  short: { release: '{{copy}} gaat uit quarantaine naar subnet {{to}}.' },
  what: { release: 'het vrijgeven van {{copy}} uit quarantaine' },
  done: { release: '{{copy}} is vrijgegeven naar subnet {{to}}' },
};

export const releaseSteps: SameKeys<typeof englishSteps> = {
  'release-move': 'Naar het andere subnet verplaatsen',
  'release-tag': 'Als vrijgegeven taggen',
};

export const releaseStepsSkipped: SameKeys<typeof englishSkipped> = {
  'release-tag': 'de tag staat er al, of kon niet worden gezet',
};

export const releaseRequests: SameKeys<typeof englishRequests> = { release: 'vrijgave van een kopie van {{vm}}' };
