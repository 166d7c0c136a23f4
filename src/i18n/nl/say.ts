import type { say as english } from '../en/say.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const say: SameKeys<typeof english> = {
  checking: 'Ik vraag het na bij Azure. Het antwoord volgt in een bericht aan jou.',
  slow: 'Dat duurt langer dan anders. Kijk over een minuut nog eens.',
  neutral: 'Ik kan het antwoord hier niet laten zien. Schrijf me in onze persoonlijke chat en vraag het opnieuw.',
  done: 'Klaar.',
  error:
    'Er ging bij mij iets mis en er is niets veranderd. Probeer het opnieuw; in het log van Strongroom staat het onder {{id}}.',
  refused: {
    'no-identity':
      'Ik kan niet zien wie je in deze organisatie bent, dus ik doe niets voor je. Meld je aan met een werkaccount.',
    'other-tenant':
      'Je account hoort bij een andere organisatie. Je kunt lezen wat hier staat, maar alleen accounts van deze kunnen iets vragen of beslissen.',
    guest:
      'Gasten kunnen Strongroom niet gebruiken: je kunt lezen wat hier staat, maar niets vragen of beslissen. Vraag het een lid van deze organisatie.',
  },
  'type-to-approve': `Bekijk het plan op de kaart. Typ "${typed.approve} {{id}} {{piece}}" om het goed te keuren.`,
  warnings: 'Goed om te weten: {{warnings}}',
  'send-held':
    '{{id}}: het antwoord op de laatste stap ging verloren en Azure toont er niets van, dus wordt die nu niet opnieuw verstuurd. Ik kijk nog {{minutes}} minuten; is dit dan verholpen, dan gaat het vanzelf verder.',
  'send-held-late':
    '{{id}}: het antwoord op de laatste stap ging verloren en Azure toont er niets van. De tijd om die te versturen is voorbij, dus wordt die nu niet opnieuw verstuurd. Ik kijk nog {{minutes}} minuten: duikt hij op, dan gaat het vanzelf verder. Zo niet, dan is er niets van gekomen en meld ik dat.',
  stuck: {
    step: '{{id}} wacht hierdoor al een half uur. Ik blijf het proberen, en het gaat vanzelf verder zodra het lukt.',
    'by-hand': `Kan het niet wachten, dan toont **${typed.byhand} {{id}}** hoe je met de hand verdergaat.`,
    drill:
      'Tot dat is verholpen is niet te zeggen wat oefening {{id}} heeft gemaakt; er wordt dus niets van verwijderd en de kopie loopt misschien nog. Ik blijf het proberen, en het gaat vanzelf verder zodra het lukt.',
    copy: 'Tot dat is verholpen is niet te zeggen of de kopie van {{id}} nog loopt; de toewijzing is dus niet opgeheven. Ik blijf het proberen. Moet ze nu stoppen, stop haar dan in de Azure-portal.',
  },
  once: {
    drill:
      'De kopie wordt verwijderd, dus daar valt niets opnieuw te proberen. Was het scherm te zien, dan staat de afbeelding in de persoonlijke chat van de eigenaar van de oefening. Verhelp de oorzaak op de machine of in de back-ups en oefen opnieuw.',
    quarantine:
      'Dit wordt niet opnieuw geprobeerd. Is de kopie al gemaakt, dan wordt de toewijzing opgeheven en blijft ze in quarantaine. Verhelp de oorzaak en vraag dan opnieuw een herstel in quarantaine aan.',
    suspect:
      'Behandel dit als een mogelijke aanval: zoek in het activiteitenlogboek wie heeft gemaakt of gewijzigd wat hier genoemd wordt, en gebruik er niets van.',
  },
  'taken-over':
    '{{name}} heeft {{id}} overgenomen van {{before}}. Plan en goedkeuring blijven zoals ze zijn; vanaf nu loopt het op de rollen van {{name}}.',
  'taken-over-failed': `{{name}} heeft {{id}} overgenomen van {{before}}. Plan en goedkeuring blijven zoals ze zijn. Typ **${typed.retry} {{id}}** om verder te gaan waar het stopte, op de rollen van {{name}}.`,
  'role-ends': `{{id}}: je rol {{role}} op {{scope}} eindigt {{at}}, en het werk aan {{vm}} loopt nog. Verleng de rol voor die tijd in Azure, of laat een collega die hem heeft **${typed.takeover} {{id}}** typen. Anders wordt de volgende stap niet verstuurd.`,
  'approvals-here': 'Over aanvragen wordt vanaf nu in dit kanaal beslist.',
  'approvals-moved':
    '{{name}} heeft de goedkeuringen naar een ander kanaal verplaatst. Over aanvragen wordt hier niet meer beslist.',
  language: 'Ik antwoord je vanaf nu in het Nederlands.',
  timezone: 'Ik geef je tijden vanaf nu in {{zone}}, en lees die van jou ook zo.',
  'timezone-here': 'Tijden die iedereen hier leest, zijn vanaf nu in {{zone}}, met UTC erbij.',
  private: {
    seen: 'Antwoorden die voor één persoon zijn, geef ik vanaf nu hier, en alleen die persoon ziet ze. Na 24 uur verdwijnen ze.',
    asked:
      'In dat gesprek staat een regel die alleen jij zou moeten zien. Zie je hem, tik er dan op "Ik zie dit". Zie je hem niet, dan blijven zulke antwoorden in onze persoonlijke chat.',
    off: 'Antwoorden die voor één persoon zijn, gaan vanaf nu naar diens chat met mij.',
    leaked:
      'Die regel was voor iemand anders bedoeld, maar jij zag hem ook. Daarom blijven zulke antwoorden hier in persoonlijke chats. Meld het bij een beheerder.',
  },
  'language-here': 'Wat iedereen hier leest, is vanaf nu in het Nederlands.',
};
