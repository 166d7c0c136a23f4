import type { protection as english } from '../../en/protection/protection.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const protection: SameRoom<typeof english> = {
  commands: {
    protect: {
      summary: 'Schakel back-up in voor onbeveiligde machines',
      names: ['beveilig', 'bescherm'],
      examples: ['beveilig new-01', 'beveilig new-01 in rsv-prod met daily-30'],
    },
    'protection stop': {
      summary: 'Stop de back-ups van een machine en bewaar de herstelpunten',
      names: ['stop beveiliging', 'stop beveiliging van'],
      examples: ['stop beveiliging old-01 omdat hij uit dienst is, INC0012345'],
    },
    'protection resume': {
      summary: 'Hervat de back-ups van een gestopte machine',
      names: ['hervat beveiliging', 'hervat beveiliging van'],
      examples: ['hervat beveiliging sql-01', 'hervat beveiliging sql-01 met daily-30'],
    },
    undelete: {
      summary: 'Haal een verwijderde back-up terug',
      names: ['haal terug', 'terughalen'],
      examples: ['haal terug undead-01 omdat hij per ongeluk is verwijderd'],
    },
    hold: {
      summary: 'Laat herstelpunten van een machine niet verlopen',
      names: ['houd vast', 'vasthouden'],
      examples: ['houd vast sql-01 omdat INC0012345 ransomware'],
    },
    unhold: {
      summary: 'Beëindig het vasthouden: back-ups gaan verder, punten verlopen weer',
      names: ['laat los', 'loslaten'],
      examples: ['laat los sql-01 omdat INC0012345 dicht is', 'laat los sql-01 met daily-30 omdat INC0012345 dicht is'],
    },
    'retention raise': {
      summary: 'Haal herstelpunten terug die een korter beleid heeft afgesneden',
      names: ['verhoog bewaartijd', 'verhoog bewaartijd van', 'haal punten terug van'],
      examples: ['verhoog bewaartijd cut-01 omdat INC0012345 bewaartijd ingekort'],
    },
  },
  keywords: {
    with: ['met', 'beleid'],
    grant: ['geven', 'geef'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    errors: {
      'no-vault-visible': {
        message: 'Met je Azure-rollen mag je hier geen kluis lezen.',
        remedy: 'Vraag een eigenaar van de kluis om een rol met het recht om {{right}}.',
      },
    },
    protection: {
      elsewhere: {
        message: '{{vm}} wordt al beveiligd door kluis {{vault}}.',
        remedy: `Typ "${typed.vm} {{vm}}" om te zien hoe. Een machine kan pas naar een andere kluis als de back-up in de eerste is verwijderd.`,
      },
      here: {
        message: '{{vm}} wordt al beveiligd door {{vault}}, met beleid {{policy}}.',
        remedy: `Niets te doen. Typ "${typed.backup} {{vm}}" voor een herstelpunt van nu.`,
      },
      'stopped-here': {
        message: 'De beveiliging van {{vm}} in {{vault}} is gestopt; de herstelpunten zijn er nog.',
        remedy: `Typ "${typed['protection resume']} {{vm}}" om ermee verder te gaan.`,
      },
      'deleted-here': {
        message: 'De back-up van {{vm}} in {{vault}} is voorlopig verwijderd.',
        remedy: `Typ eerst "${typed.undelete} {{vm}}" en dan "${typed['protection resume']} {{vm}}".`,
      },
      gone: {
        message: 'De machine {{vm}} bestaat niet meer.',
        remedy: `Van wat niet bestaat is geen back-up te maken. Typ "${typed.vms} onbeveiligd" voor de machines waarvan dat wel kan.`,
      },
      agent: {
        message: 'De VM-agent van {{vm}} is niet gereed; Azure Backup zou geen momentopname kunnen maken.',
        remedy: `Start of repareer de agent in de machine (Windows Azure Guest Agent, waagent) en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      'azure-refuses': {
        message: 'Azure Backup zou {{vm}} niet aannemen in {{vault}}: {{message}} ({{azureCode}})',
        remedy: `{{recommendation}} Typ "${typed.explain} {{azureCode}}" voor wat erover bekend is.`,
      },
      'disk-count': {
        message: '{{vm}} heeft {{disks}} schijven. Azure Backup gaat tot {{most}} schijven per machine.',
        remedy: `Koppel schijven los die geen back-up nodig hebben, of voeg ze samen, en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      'disk-size-ade': {
        message:
          'Schijf {{disk}} van {{vm}} is {{gb}} GB. Met Azure Disk Encryption gaat Azure Backup tot {{most}} GB per schijf.',
        remedy: `Verdeel de gegevens over kleinere schijven, of breng {{vm}} over naar versleuteling op de host, en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      'disk-size': {
        message: 'Schijf {{disk}} van {{vm}} is {{gb}} GB. Azure Backup gaat tot {{most}} GB per schijf.',
        remedy: `Verdeel de gegevens over kleinere schijven en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      certificate: {
        message:
          'De sleutel waarmee {{vm}} is versleuteld hoort bij een certificaat. Azure Backup neemt alleen losse sleutels.',
        remedy: `Versleutel {{vm}} opnieuw met een eigen sleutel en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      region: {
        message:
          '{{vm}} staat in {{region}}, kluis {{vault}} in {{home}}. Een kluis beveiligt machines in de eigen regio.',
        remedy: 'Kies een kluis in {{region}}.',
      },
      subscription: {
        message:
          '{{vm}} ligt in een ander abonnement dan kluis {{vault}}, en is of kan met Azure Disk Encryption versleuteld zijn: daarvandaan is die niet terug te zetten.',
        remedy: 'Kies een kluis in het abonnement van {{vm}}.',
      },
      'other-subscription': {
        message:
          '{{vm}} ligt in een ander abonnement dan kluis {{vault}}. Dat kan in Azure; niet elk herstel werkt zo.',
        remedy: 'Heeft {{vm}} een kluis in het eigen abonnement, kies dan die.',
      },
      'no-vault': {
        message: 'In {{region}} is geen Recovery Services-kluis die je mag lezen, voor {{vm}}.',
        remedy: `Laat een platformbeheerder er een maken: az backup vault create --name {{name}} --resource-group {{group}} --location {{region}} --subscription {{subscription}}. Typ daarna opnieuw "${typed.protect} {{vm}}".`,
      },
      'no-vault-allowed': {
        message:
          'Met je Azure-rollen kun je in geen kluis in {{region}} iets beveiligen: je mist daar het recht om {{right}}.',
        remedy:
          'Vraag om de rol Backup Operator op {{vaults}}, of laat een collega die de rol heeft {{vm}} beveiligen.',
      },
      'vault-full': {
        message: 'Kluis {{vault}} beveiligt {{most}} machines, en meer staat Azure niet toe.',
        remedy: 'Kies een andere kluis in dezelfde regio, of laat er een maken.',
      },
      'vault-unknown': {
        message: 'Ik vind geen kluis {{vault}} die je hiervoor mag gebruiken.',
        remedy: 'Kies een van deze kluizen: {{choices}}.',
      },
      'policy-unknown': {
        message: 'Kluis {{vault}} heeft geen beleid {{policy}}.',
        remedy: `Typ "${typed.policies} {{vault}}" voor wat er wel is, of "${typed['policy new']} {{vault}}" om er een te maken.`,
      },
      'policies-none': {
        message: 'Kluis {{vault}} heeft geen beleid voor virtuele machines.',
        remedy: `Typ "${typed['policy new']} {{vault}}" om er een te maken.`,
      },
      'policy-missing': { message: 'Er is geen beleid gekozen.', remedy: 'Kies een beleid.' },
      'policy-gone': {
        message: 'Het beleid {{policy}} van {{vault}} bestaat niet meer.',
        remedy: `Kies een ander; typ "${typed.policies} {{vault}}" voor wat er is.`,
      },
      'policy-shortened': {
        message:
          'Het beleid {{policy}} van {{vault}} bewaart nu minder, of andere herstelpunten, dan toen dit werd gevraagd.',
        remedy: `Vraag het opnieuw aan: de nieuwe aanvraag zegt wat het nu bewaart. Of kies een ander met "${typed.policies} {{vault}}".`,
      },
      'policy-standard': {
        message: '{{vm}} is een machine met Trusted Launch, en die gaat niet met het standaardbeleid {{policy}}.',
        remedy: `Kies een uitgebreid beleid, of maak er een met "${typed['policy new']}".`,
      },
      'policy-standard-disk': {
        message:
          'Schijf {{disk}} van {{vm}} is een Ultra- of Premium SSD v2-schijf, en die gaat niet met het standaardbeleid {{policy}}.',
        remedy: `Kies een uitgebreid beleid, of maak er een met "${typed['policy new']}".`,
      },
      'policy-crowded': {
        message:
          'Beleid {{policy}} geldt al voor {{most}} machines of meer. Microsoft raadt er hoogstens {{most}} aan.',
        remedy: 'Het werkt; back-ups van veel machines tegelijk duren langer.',
      },
      'is-off': {
        message: '{{vm}} staat uit: de back-ups worden crashconsistent.',
        remedy: 'Start de machine voor een back-up die toepassingsconsistent moet zijn.',
      },
      'encryption-unknown': {
        message: 'Hoe {{vm}} is versleuteld is niet te zeggen.',
        remedy: `Als dat met Azure Disk Encryption is: start de machine en typ voor de eerste back-up "${typed.check} {{vm}}".`,
      },
      'ade-settings': {
        message:
          '{{vm}} heeft meer dan {{disks}} schijven of een schijf boven {{gb}} GB: terugzetten stelt de versleuteling niet vanzelf weer in.',
        remedy: 'Back-ups werken. Strongroom doet die stap bij het terugzetten.',
      },
      'keys-lacking': {
        message: 'Azure Backup mag de sleutels van {{vm}} niet lezen; zonder dat weigert Azure de beveiliging.',
        remedy: `Vraag de toegang op de kaart aan, of typ "${typed.check} {{vm}} geven".`,
      },
      'nothing-left': {
        message: 'Geen van deze machines kan nu worden beveiligd.',
        remedy: 'Op de kaart staat bij elk waarom, en wat eraan te doen is.',
      },
      deleted: {
        message: 'De back-up van {{vm}} is voorlopig verwijderd.',
        remedy: `Typ eerst "${typed.undelete} {{vm}}".`,
      },
      'stopped-already': {
        message: 'De beveiliging van {{vm}} is al gestopt; de herstelpunten zijn er nog.',
        remedy: `Typ "${typed['protection resume']} {{vm}}" om verder te gaan.`,
      },
      'not-stopped': {
        message: 'De beveiliging van {{vm}} is niet gestopt.',
        remedy: `Niets te doen. Typ "${typed.vm} {{vm}}" om te zien hoe het ervoor staat.`,
      },
      'not-deleted': {
        message: 'De back-up van {{vm}} is niet verwijderd.',
        remedy: `Niets te doen. Typ "${typed.vm} {{vm}}" om te zien hoe het ervoor staat.`,
      },
      guarded: {
        message: 'Voor kluis {{vault}} staat Resource Guard {{guard}}, en die bewaakt deze wijziging.',
        remedy:
          'Vraag de eigenaars van {{guard}} (resourcegroep {{group}}) om Backup MUA Operator daar voor Strongroom te activeren, en vraag het dan opnieuw.',
      },
      'guard-unsure': {
        message:
          'Voor kluis {{vault}} staat Resource Guard {{guard}}; of het recht daarop actief is, was niet te lezen.',
        remedy:
          'Weigert Azure, vraag dan de eigenaars van {{guard}} om Backup MUA Operator voor Strongroom te activeren.',
      },
      'guard-elsewhere': {
        message:
          'Voor kluis {{vault}} staat Resource Guard {{guard}} van een andere tenant, waar Strongroom zich niet kan aanmelden: Azure zal deze wijziging weigeren.',
        remedy: `Doe het met de hand, als iemand met Backup MUA Operator op {{guard}}: typ "${typed.commands}" en de aanvraag, en geef az --tenant-id met de tenant van de guard.`,
      },
      'keeps-less': {
        message:
          'Beleid {{policy}} bewaart minder dan {{vm}} nu heeft, en in de onveranderlijke kluis {{vault}} mag niets korter worden bewaard.',
        remedy: `Kies een beleid dat minstens evenveel bewaart; typ "${typed.policies} {{vault}}" voor de beleidsregels die er zijn.`,
      },
      'resume-loses': {
        message:
          'Beleid {{policy}} bewaart misschien minder dan {{vm}} in {{vault}} heeft: herstelpunten die het niet meer bewaart, verlopen.',
        remedy: `Iemand anders moet akkoord gaan: typ "${typed['protection resume']} {{vm}} met {{policy}} omdat" en waarom. Of kies een beleid dat langer bewaart.`,
      },
      held: {
        message:
          'De herstelpunten van {{vm}} worden vastgehouden ({{id}}): de back-ups gaan pas verder als iemand akkoord gaat.',
        remedy: `Typ "${typed.unhold} {{vm}} omdat" en waarom.`,
      },
      'held-already': {
        message: 'De herstelpunten van {{vm}} worden al vastgehouden: {{id}}.',
        remedy: `Er is niets te doen. Typ "${typed.unhold} {{vm}} omdat" en waarom, om het te beëindigen.`,
      },
      'not-held': {
        message: 'De herstelpunten van {{vm}} worden niet vastgehouden.',
        remedy: `Er is niets te doen. Typ "${typed['protection resume']} {{vm}}" als de back-ups gestopt zijn.`,
      },
      'hold-changed': {
        message: 'Sinds dit werd gevraagd, heeft {{id}} veranderd of de herstelpunten van {{vm}} worden vastgehouden.',
        remedy: `Typ "${typed.vm} {{vm}}" om te zien hoe het ervoor staat, en vraag het opnieuw.`,
      },
      'hold-suspended': {
        message:
          'De back-ups van {{vm}} zijn onderbroken in de onveranderlijke kluis {{vault}}: Azure laat nu niemand de punten langer bewaren.',
        remedy: `Typ eerst "${typed['protection resume']} {{vm}}", en dan "${typed.hold} {{vm}}".`,
      },
      'policy-unread': {
        message:
          'Beleid {{policy}} van {{vm}} is van een soort die Strongroom niet leest, en dus kan Strongroom er geen maken dat langer bewaart.',
        remedy: 'Maak in de portal een langer beleid, geef dat daar aan {{vm}}, en vraag het dan opnieuw.',
      },
      'raise-suspended': {
        message:
          'De back-ups van {{vm}} zijn onderbroken in de onveranderlijke kluis {{vault}}: Azure laat nu niemand de punten langer bewaren.',
        remedy: `Typ eerst "${typed['protection resume']} {{vm}}", en dan "${typed['retention raise']} {{vm}}".`,
      },
      'raise-stopped': {
        message:
          'De back-ups van {{vm}} zijn gestopt, dus geldt voor de herstelpunten geen beleid, en haalt een langer beleid er geen terug.',
        remedy: `Zet meteen terug wat niet verloren mag gaan: typ "${typed.points} {{vm}}". "${typed['protection resume']} {{vm}} met" een beleid dat lang genoeg bewaart haalt de andere terug.`,
      },
      'none-cut': {
        message: 'Geen herstelpunt van {{vm}} is voorlopig verwijderd, dus is er niets terug te halen.',
        remedy: `Er is niets te doen. Typ "${typed.hold} {{vm}}" om punten niet te laten verlopen.`,
      },
      'cut-too-old': {
        message:
          '{{count}} herstelpunten van {{vm}} zijn voorlopig verwijderd, en te oud, ook voor een bewaartijd die 180 dagen langer is.',
        remedy: `Zet meteen terug wat niet verloren mag gaan: typ "${typed.points} {{vm}}".`,
      },
      'raise-leaves': {
        message:
          'Nog {{count}} voorlopig verwijderde punten van {{vm}} zijn te oud voor het langere beleid en komen misschien niet terug.',
        remedy: `Zet meteen terug wat niet verloren mag gaan: typ "${typed.points} {{vm}}".`,
      },
      'hold-cut': {
        message:
          'Een korter beleid heeft {{count}} punten van {{vm}} voorlopig verwijderd. Het langere beleid moet ze terughalen voor de back-ups stoppen; Azure zegt niet hoe snel.',
        remedy: 'Zet meteen terug wat niet verloren mag gaan.',
      },
      'hold-cut-stopped': {
        message: '{{count}} herstelpunten van {{vm}} zijn voorlopig verwijderd, en vasthouden haalt ze niet terug.',
        remedy: `Zet meteen terug wat niet verloren mag gaan: typ "${typed.points} {{vm}}".`,
      },
      moved: {
        message: 'De beveiliging van {{vm}} is niet meer zoals toen dit werd gevraagd.',
        remedy: `Typ "${typed.vm} {{vm}}" om te zien hoe het ervoor staat, en vraag het opnieuw.`,
      },
      'policy-there': {
        message: 'Kluis {{vault}} heeft inmiddels een beleid {{policy}}, en dat is een ander.',
        remedy: `Kies een andere naam met "${typed['policy new']} {{vault}}".`,
      },
      'raised-there': {
        message: 'Kluis {{vault}} heeft inmiddels een beleid {{policy}}, en dat is niet wat er is afgesproken.',
        remedy: 'Vraag het opnieuw aan: het beleid dat langer bewaart krijgt dan een andere naam.',
      },
      'keys-moved': {
        message: 'De sleutels van {{vm}} zijn niet meer waar ze waren toen dit werd goedgekeurd.',
        remedy: `Typ "${typed.check} {{vm}}" om te zien waar ze zijn, en vraag het opnieuw.`,
      },
      'keys-still-lacking': {
        message: 'De toegang is gegeven, maar Azure Backup mist nog rechten op {{keyVault}}.',
        remedy: `Typ over een paar minuten "${typed.check} {{vm}}": het duurt even voordat rollen overal bekend zijn.`,
      },
      'keys-fine': {
        message: 'Azure Backup mag de sleutels van {{vm}} al lezen.',
        remedy: 'Niets te doen.',
      },
      'keys-not-needed': {
        message: '{{vm}} heeft geen sleutel in een sleutelkluis die Azure Backup kopieert: daar is geen toegang nodig.',
        remedy: 'Niets te doen.',
      },
      'grant-off': {
        message: 'Strongroom verandert hier niet wie een sleutelkluis mag lezen.',
        remedy: `Typ "${typed.check} {{vm}}" voor de regels die een eigenaar van de sleutelkluis uitvoert.`,
      },
      'key-role-missing': {
        message:
          'De rol {{role}} die Azure Backup zou krijgen, is er niet in abonnement {{subscription}}, en Strongroom maakt geen rollen.',
        remedy: `Wie Strongroom met trede grant uitrolt, krijgt de rol erbij. Met de hand: typ "${typed.check} {{vm}}" voor de regels die een eigenaar uitvoert.`,
      },
      'key-role-wider': {
        message:
          'De rol {{role}} in abonnement {{subscription}} bevat meer dan Azure Backup nodig heeft om de sleutels van {{vm}} te lezen: {{actions}}. Strongroom geeft niemand meer dan is afgesproken.',
        remedy:
          'Laat een eigenaar van het abonnement dat uit de rol halen en ga na wie het erin heeft gezet: niets van Strongroom deed dat.',
      },
      'asked-already': {
        message: 'Hetzelfde is voor {{vm}} al gevraagd en staat nog open: {{id}}.',
        remedy: `Wacht op {{id}}, of typ "${typed.stop} {{id}}" en vraag het opnieuw.`,
      },
      'carrier-lost': {
        message: 'Niemand die dit goedkeurde heeft op {{scope}} nog het recht om {{right}}.',
        remedy: 'Vraag het opnieuw, en laat het goedkeuren door iemand die dat recht heeft.',
      },
    },
  }),
};
