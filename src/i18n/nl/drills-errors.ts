import type { drillErrors as english } from '../en/drills-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const drillErrors: SameKeys<typeof english> = {
  'drill-no-place': {
    message: 'Er is geen plek ingesteld voor oefeningen van kluis {{vault}}.',
    remedy:
      'Vraag de beheerder van Strongroom om een plek voor oefeningen in het herstelprofiel: een groep, een tussenopslag en een subnet.',
  },
  'drills-may-stay-locked': {
    message:
      'Gegevensschijven van Linux-machines met Azure Disk Encryption blijven misschien vergrendeld: geen opening leidt naar {{names}}.',
    remedy:
      'Laat dat als opening in het herstelprofiel zetten en door de regels van het subnet naar buiten, of reken erop dat het kijken in die kopieën mislukt.',
  },
  'drill-subnet-gone': {
    message: 'Het oefensubnet {{subnet}} bestaat niet.',
    remedy: 'Laat het opnieuw maken, of pas het herstelprofiel aan. Vraag het daarna opnieuw aan.',
  },
  'drill-not-apart': {
    message:
      'Het oefensubnet is niet afgesloten ({{found}}), of dat is niet vast te stellen. Een kopie daar zou bij productie kunnen komen.',
    remedy: 'Laat dit verwijderen, of zet het als opening in het herstelprofiel. Vraag het daarna opnieuw aan.',
  },
  'drill-reachable': {
    message:
      'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. Ze wordt nu verwijderd.',
    remedy: 'Laat dit verwijderen en oefen daarna opnieuw.',
  },
  'drill-keys-missing': {
    message: 'Sleutels van {{vm}} ontbreken in de sleutelkluis: {{what}}. Een herstel kan niet zonder.',
    remedy: 'In de sleutelkluis is niets geschreven. Zet de sleutels daar terug en oefen opnieuw.',
  },
  'drill-probe-failed': {
    message: 'De kopie van {{vm}} draait, maar een controle erin mislukte: {{what}}.',
    remedy:
      'Wat de test meldde, staat in de persoonlijke chat van de eigenaar van de oefening. Verhelp het op {{vm}} of in de back-ups en oefen opnieuw.',
  },
  'drill-probe-foreign': {
    message: 'Iemand heeft in de kopie van {{vm}} een ander script op de plaats van de test gezet.',
    remedy: 'Kijk in het activiteitenlogboek wie in de oefengroep schreef, en oefen daarna opnieuw.',
  },
  'drill-probe-unknown': {
    message: 'De kopie van {{vm}} draait, maar meldde van binnen niets: gestart, niet bewezen.',
    remedy:
      'Kijk of de agent werkt en of het oefensubnet AzureKeyVault, Storage en AzureActiveDirectory doorlaat, en oefen daarna opnieuw.',
  },
  'drill-mounts-left': {
    message:
      'Van de koppelingen in /etc/fstab van {{vm}} zijn er {{count}} netwerkschijven. De kopie is afgesloten en kan die niet bereiken, dus die zijn niet gecontroleerd.',
    remedy: 'Bewijs apart wat daarop staat. Welke het zijn staat in het verslag aan wie de oefening draagt.',
  },
  'drill-probe-unread': {
    message:
      'Wat de controle in de kopie van {{vm}} vond is bewaard, maar beschadigd: ik kan het niet lezen. Het bewijst niets.',
    remedy:
      'De kopie wordt toch verwijderd. Wie Strongroom beheert vindt in docs/operations.md, "Stored data", wat te doen. Oefen daarna opnieuw.',
  },
  'drill-life-over': {
    message: 'De oefening van {{vm}} was niet klaar binnen de {{hours}} uur die de kopie mag bestaan.',
    remedy:
      'Er wordt niets meer gestuurd, en alles wat ze maakte, wordt verwijderd. Op de kaart zie je welke stap zo lang duurde.',
  },
  'drill-identity-added': {
    message: 'De kopie van {{vm}} kreeg een beheerde identiteit die niet in het plan staat.',
    remedy:
      'Een Azure-beleid kan die hebben toegevoegd. Zonder de oefengroep van dat beleid uit: wie in de kopie zit, kan als die identiteit handelen.',
  },
  'drill-extensions-added': {
    message: 'De kopie van {{vm}} kreeg extensies die niet in het plan staan: {{names}}.',
    remedy:
      'Een Azure-beleid kan ze hebben toegevoegd. Ze worden met de kopie verwijderd. Zonder de oefengroep van dat beleid uit.',
  },
  'drill-not-begun': {
    message: 'De oefening van {{vm}} onder {{id}} is niet begonnen.',
    remedy: 'De reden en de oplossing volgen. Ik probeer het opnieuw binnen de uren, vandaag en elke dag daarna.',
  },
  'drill-copies-left': {
    message: 'Kopieën van eerdere oefeningen zijn er nog na de {{hours}} uur die zijn goedgekeurd: {{ids}}.',
    remedy: 'De kaarten van het opruimen zeggen wat ze vasthoudt. Er beginnen er niet meer dan er tegelijk mogen zijn.',
  },
  'drill-not-protected': {
    message: 'Van {{vm}} worden in deze kluis geen back-ups meer gemaakt, dus er is niets terug te zetten.',
    remedy: 'Beveilig de machine weer, of vraag oefeningen zonder deze machine aan.',
  },
  'drill-gained': {
    message: 'Er vallen nieuwe machines onder {{id}}. Die oefenen pas als iemand ze goedkeurt: {{names}}.',
    remedy: `Typ "${typed['drill renew']} {{id}}" om ze allemaal opnieuw aan te vragen.`,
  },
  'drill-remade': {
    message:
      'Onder {{id}} zijn sinds de aanvraag machines verwijderd en opnieuw gemaakt. Die oefenen pas als iemand ze goedkeurt: {{names}}.',
    remedy: `Ga na wie ze heeft gemaakt. Klopt het, typ dan "${typed['drill renew']} {{id}}" om alles opnieuw aan te vragen.`,
  },
  'drill-gone': {
    message:
      '{{names}} bestaat niet meer en oefent niet onder {{id}}: niemand kan zien of de herstelpunten onder die naam wel van deze machine zijn.',
    remedy: `Typ "${typed.drill} {{names}}" om daarvan één oefening aan te vragen.`,
  },
  'drill-machine-unknown': {
    message: 'Azure zegt niet of {{vm}} nog de machine is die is goedgekeurd.',
    remedy: `Typ "${typed.drill} {{vm}}" om één oefening ervan aan te vragen.`,
  },
  'drills-remade': {
    message: 'Niet de machines die eerder zijn goedgekeurd, maar nieuwe met dezelfde naam: {{names}}.',
    remedy: 'Ga na wie ze heeft gemaakt voordat je goedkeurt.',
  },
  'drill-renewed': {
    message: '{{by}} vervangt {{id}}, dat nu voorbij is.',
    remedy: 'Je hoeft niets te doen.',
  },
  'drill-not-definition': {
    message: '{{id}} is geen oefenplan.',
    remedy: `Typ "${typed.drills}" om ze allemaal te zien.`,
  },
  'drill-what': {
    message: 'Welke machines moeten oefenen?',
    remedy: `Noem ze, of noem een tag of een kluis: "${typed['drill new']} sql-01 web-01", "${typed['drill new']} gelabeld tier=gold", "${typed['drill new']} in rsv-prod".`,
  },
  'drill-tag': {
    message: '"{{typed}}" is geen tag met een waarde.',
    remedy: 'Schrijf de naam en de waarde, zoals "tier=gold".',
  },
  'drill-hours': {
    message: '"{{typed}}" zijn geen uren van de dag.',
    remedy: 'Schrijf hele uren, zoals "22-4", of "0-0" voor elk uur.',
  },
  'drill-number': {
    message: 'Achter "{{name}}" hoort een getal van 1 tot en met {{most}}.',
    remedy: 'Schrijf een heel getal binnen die grenzen.',
  },
  'drill-few-core-hours': {
    message:
      'Een grens van {{given}} kernuren is te laag voor één oefening: de grootste machine heeft er {{least}} nodig voor een kopie van {{hours}} uur.',
    remedy:
      'Schrijf minstens {{least}}, laat het weg voor wat deze machines nodig hebben, of laat kopieën korter leven.',
  },
  'drill-few-gb-hours': {
    message:
      'Een grens van {{given}} GB-uren is te laag voor één oefening: de grootste machine heeft er {{least}} nodig voor een kopie van {{hours}} uur.',
    remedy:
      'Schrijf minstens {{least}}, laat het weg voor wat deze machines nodig hebben, of laat kopieën korter leven.',
  },
  'drill-newest': {
    message: '"{{typed}}" is geen pad met een aantal uren.',
    remedy: 'Schrijf een heel pad en een aantal uren, zoals "/var/lib/orders 26u".',
  },
  'drill-span': {
    message: '"{{typed}}" is geen duur.',
    remedy: 'Schrijf een getal met m, u of d, zoals "90m", "4u" of "2d".',
  },
  'drill-script': {
    message: 'Het script heeft meer dan {{most}} tekens: te lang om op een kaart na te kijken.',
    remedy: 'Maak het korter, of roep een script op de machine aan.',
  },
  'drill-mixed-systems': {
    message: 'Op deze machines draait Linux en Windows, en een script werkt maar op een van beide.',
    remedy: 'Vraag ze apart aan, of laat het script weg.',
  },
  'drill-told': {
    message: 'Ik weet niet wie {{name}} is, of je noemde meer dan {{most}} mensen.',
    remedy:
      'Schrijf volledige namen zoals Teams ze toont, met komma’s ertussen. Zij moeten mij ooit hebben geschreven.',
  },
  'drill-quarter': {
    message: '"{{typed}}" is geen kwartaal.',
    remedy: `Schrijf een jaar en een kwartaal: "${typed.evidence} 2026-Q4".`,
  },
  'drill-no-machines': {
    message: 'Geen van de machines die je mag zien, past daarbij.',
    remedy: `Typ "${typed.vms}" voor een lijst en vraag het daarna opnieuw.`,
  },
  'drill-many-machines': {
    message: 'Dat zijn {{count}} machines, en een oefenplan mag er {{most}} hebben.',
    remedy: 'Vraag meer oefenplannen aan, met een smallere tag of op naam.',
  },
  'drill-many-vaults': {
    message: 'Deze machines staan in verschillende kluizen: {{vaults}}.',
    remedy: 'Vraag het voor elke kluis apart aan: elke heeft een eigen plek voor kopieën.',
  },
  'drill-unmeasured': {
    message: 'Ik kan niet zien hoe groot {{vm}} is. Dan kan niemand goedkeuren hoe groot de kopieën mogen zijn.',
    remedy: `Vraag de andere aan met "${typed['drill new']}", of vraag om één oefening: "${typed.drill} {{vm}}".`,
  },
  'drill-except-why': {
    message: 'Waarom hoeft {{vm}} niet te oefenen? Een uitzondering heeft een reden nodig.',
    remedy: `Zet die achter "omdat": "${typed['drill except']} {{vm}} dagen 30 omdat …".`,
  },
  'drill-left-unknown': {
    message:
      'Alles wat oefening {{id}} had opgeschreven is verwijderd, maar ik vind kluis {{vault}} niet, en die weet of er nog een kopie van de sleutels van de machine in de tussenopslag staat.',
    remedy: `Laat mij de kluis weer lezen. Is die voorgoed weg, verwijder dan wat er nog in de tussenopslag voor oefeningen staat, en typ "${typed['drill cleaned']} {{id}} omdat …" met wat je daar vond. Morgen probeer ik het opnieuw en meld ik het weer.`,
  },
  'drill-left-forgotten': {
    message:
      'Alles wat oefening {{id}} had opgeschreven is verwijderd, maar Azure vindt in {{vault}} de hersteltaak van de oefening niet, en die weet of er nog een kopie van de sleutels van de machine in de tussenopslag staat.',
    remedy: `Is Azure de taak vergeten, verwijder dan wat er nog in de tussenopslag voor oefeningen staat, en typ "${typed['drill cleaned']} {{id}} omdat …" met wat je daar vond. Morgen probeer ik het opnieuw en meld ik het weer.`,
  },
  'drill-cleaned-known': {
    message:
      'Ik heb niemands woord nodig over {{id}}: de laatste opruiming liep niet vast op een kluis of taak die weg is.',
    remedy: `Typ "${typed.why} {{id}}" voor hoe die eindigde. Wat de opruiming noemt moet in Azure weg zijn.`,
  },
  'drill-cleaned-why': {
    message: 'Wat vond je in de tussenopslag, of wat verwijderde je daar? Zonder dat geldt je woord over {{id}} niet.',
    remedy: `Zet het achter "omdat": "${typed['drill cleaned']} {{id}} omdat …".`,
  },
  'drill-left': {
    message: 'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}.',
    remedy:
      'Zoek uit waarom Azure ze niet verwijdert. Een kopie die iemand verplaatste (met de volledige id genoemd) en een back-up ervan (kluis/machine) verwijder ik nooit: doe dat in Azure. Morgen probeer ik het opnieuw en meld ik het.',
  },
  'drill-left-outside': {
    message:
      'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}. Geen herstelprofiel noemt {{group}} nog voor oefeningen, en buiten de groepen en opslagaccounts die ze noemen verwijder ik niets.',
    remedy:
      'Verwijder ze in Azure, of noem {{group}} in een profiel tot ze weg zijn. Morgen probeer ik het opnieuw en meld ik het.',
  },
  'drill-left-attached': {
    message:
      'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}. Iemand koppelde {{foreign}} zo aan de kopie dat Azure het samen met de kopie verwijdert, en de oefening maakte het niet. De kopie verwijder ik dus niet.',
    remedy:
      'Koppel {{foreign}} los, of verwijder de kopie in Azure als het mee mag. Morgen probeer ik het opnieuw en meld ik het.',
  },
  'drill-left-unproven': {
    message:
      'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}. {{unproven}} heeft de naam van wat ze maakte, maar dat het dat is kan ik niet aantonen; ik verwijder het dus niet. Het kan nog draaien.',
    remedy:
      'Zoek in het activiteitenlogboek wie het maakte of de tags wijzigde. Is het de kopie, verwijder die dan in Azure: de rest volgt dan. Morgen probeer ik het opnieuw en meld ik het.',
  },
  'drill-left-locked': {
    message:
      'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}. Een vergrendeling houdt ze vast: {{held}}.',
    remedy:
      'Laat de vergrendeling van de oefengroep halen; dat doe ik niet zelf. Morgen probeer ik het opnieuw en meld ik het.',
  },
};
