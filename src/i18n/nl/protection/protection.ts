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
        remedy: `Typ "${typed.vm} {{vm}}" om hem te zien. Om te verhuizen moet de back-up daar eerst worden verwijderd.`,
      },
      here: {
        message: '{{vm}} wordt al beveiligd door {{vault}}, met beleid {{policy}}.',
        remedy: `Een ander beleid geef je hem in Azure, niet hier. Typ "${typed.backup} {{vm}}" voor een herstelpunt van nu.`,
      },
      gone: {
        message: 'De machine {{vm}} bestaat niet meer.',
        remedy: `Typ "${typed.vms} onbeveiligd" voor machines die je kunt beveiligen.`,
      },
      agent: {
        message: 'De VM-agent van {{vm}} is niet gereed; een back-up zou mislukken.',
        remedy: `Start of repareer de agent (Windows Azure Guest Agent, waagent) en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      'azure-refuses': {
        message: 'Azure Backup zou {{vm}} niet aannemen in {{vault}}: {{message}} ({{azureCode}})',
        remedy: `{{recommendation}} Typ "${typed.explain} {{azureCode}}" voor meer.`,
      },
      'disk-count': {
        message: '{{vm}} heeft {{disks}} schijven. Azure Backup gaat tot {{most}} schijven per machine.',
        remedy: `Koppel schijven los of voeg ze samen, en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      'disk-size-ade': {
        message: 'Schijf {{disk}} van {{vm}} is {{gb}} GB; met Azure Disk Encryption kan hoogstens {{most}} GB.',
        remedy: `Verdeel de gegevens, of zet {{vm}} over op versleuteling op de host. Typ dan opnieuw "${typed.protect} {{vm}}".`,
      },
      'disk-size': {
        message: 'Schijf {{disk}} van {{vm}} is {{gb}} GB; hoogstens {{most}} GB kan.',
        remedy: `Verdeel de gegevens en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      certificate: {
        message: 'De sleutel van {{vm}} hoort bij een certificaat. Azure Backup neemt alleen losse sleutels.',
        remedy: `Versleutel {{vm}} met een eigen sleutel en typ opnieuw "${typed.protect} {{vm}}".`,
      },
      region: {
        message: '{{vm}} staat in {{region}}, kluis {{vault}} in {{home}}.',
        remedy: 'Kies een kluis in {{region}}.',
      },
      subscription: {
        message:
          '{{vm}} ligt in een ander abonnement dan kluis {{vault}} en gebruikt misschien Azure Disk Encryption: daarvandaan is die niet terug te zetten.',
        remedy: 'Kies een kluis in het abonnement van {{vm}}.',
      },
      'other-subscription': {
        message: '{{vm}} ligt in een ander abonnement dan kluis {{vault}}: dan werkt niet elk herstel.',
      },
      'no-vault': {
        message: 'In {{region}} is geen Recovery Services-kluis die je mag lezen, voor {{vm}}.',
        remedy:
          'Laat een platformbeheerder er een maken: az backup vault create --name {{name}} --resource-group {{group}} --location {{region}} --subscription {{subscription}}',
      },
      'no-vault-allowed': {
        message: 'Je kunt in geen kluis in {{region}} iets beveiligen: je mist het recht om {{right}}.',
        remedy: 'Vraag Backup Operator op {{vaults}}, of laat een collega {{vm}} beveiligen.',
      },
      'vault-full': {
        message: 'Kluis {{vault}} beveiligt {{most}} machines; meer staat Azure niet toe.',
        remedy: 'Kies of maak een andere kluis in dezelfde regio.',
      },
      'vault-unknown': {
        message: 'Ik vind geen kluis {{vault}} die je hiervoor mag gebruiken.',
        remedy: 'Kluizen: {{choices}}.',
      },
      'policy-unknown': {
        message: 'Kluis {{vault}} heeft geen beleid {{policy}}.',
        remedy: `Typ "${typed.policies} {{vault}}" voor wat er is, of "${typed['policy new']} {{vault}}".`,
      },
      'policies-none': {
        message: 'Kluis {{vault}} heeft geen beleid voor virtuele machines.',
        remedy: `Typ "${typed['policy new']} {{vault}}" om er een te maken.`,
      },
      'policy-missing': { message: 'Kies een beleid.' },
      'policy-gone': {
        message: 'Het beleid {{policy}} van {{vault}} bestaat niet meer.',
        remedy: `Typ "${typed.policies} {{vault}}" en kies een ander.`,
      },
      'policy-shortened': {
        message: 'Beleid {{policy}} van {{vault}} bewaart nu minder dan toen dit werd gevraagd.',
        remedy: `Vraag het opnieuw, of typ "${typed.policies} {{vault}}" en kies een ander.`,
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
          'Beleid {{policy}} geldt al voor {{most}} machines of meer, wat Microsoft hoogstens aanraadt: back-ups duren langer.',
      },
      'is-off': {
        message: '{{vm}} staat uit: de back-ups worden crashconsistent.',
        remedy: 'Start de machine voor toepassingsconsistente back-ups.',
      },
      'encryption-unknown': {
        message: 'Hoe {{vm}} is versleuteld is niet te zeggen.',
        remedy: `Als dat met Azure Disk Encryption is: start de machine en typ voor de eerste back-up "${typed.check} {{vm}}".`,
      },
      'keys-lacking': {
        message: 'Azure Backup mag de sleutels van {{vm}} niet lezen; zonder dat weigert Azure de beveiliging.',
        remedy: `Vraag de toegang op de kaart aan, of typ "${typed.check} {{vm}} geven".`,
      },
      'nothing-left': {
        message: 'Geen van deze machines kan nu worden beveiligd: op de kaart staat waarom.',
      },
      deleted: {
        message: 'De back-up van {{vm}} is voorlopig verwijderd.',
        remedy: `Typ eerst "${typed.undelete} {{vm}}".`,
      },
      'stopped-already': {
        message: 'De beveiliging van {{vm}} is gestopt; de herstelpunten zijn er nog.',
        remedy: `Typ "${typed['protection resume']} {{vm}}" om verder te gaan.`,
      },
      'not-stopped': {
        message: 'De beveiliging van {{vm}} is niet gestopt.',
      },
      'not-deleted': {
        message: 'De back-up van {{vm}} is niet verwijderd.',
      },
      guarded: {
        message: 'Resource Guard {{guard}} bewaakt deze wijziging van kluis {{vault}}.',
        remedy:
          'Vraag de eigenaars van {{guard}} (resourcegroep {{group}}) om Backup MUA Operator daar voor Strongroom te activeren, en vraag het dan opnieuw.',
      },
      'guard-unsure': {
        message: 'Resource Guard {{guard}} bewaakt kluis {{vault}}; of het recht daarop actief is, was niet te lezen.',
        remedy:
          'Weigert Azure, vraag dan de eigenaars van {{guard}} om Backup MUA Operator voor Strongroom te activeren.',
      },
      'guard-elsewhere': {
        message:
          'Resource Guard {{guard}} van kluis {{vault}} staat in een andere tenant, waar Strongroom zich niet kan aanmelden: Azure zal deze wijziging weigeren.',
        remedy: `Laat iemand met Backup MUA Operator op {{guard}} het met de hand doen: typ "${typed.commands}" en de aanvraag, en geef az --tenant-id.`,
      },
      'keeps-less': {
        message:
          'Beleid {{policy}} bewaart minder dan {{vm}} nu heeft; de onveranderlijke kluis {{vault}} verbiedt dat.',
        remedy: `Typ "${typed.policies} {{vault}}" en kies een beleid dat minstens evenveel bewaart.`,
      },
      'resume-loses': {
        message:
          'Beleid {{policy}} bewaart misschien minder dan {{vm}} in {{vault}} heeft: andere herstelpunten verlopen.',
        remedy: `Iemand anders moet akkoord gaan: typ "${typed['protection resume']} {{vm}} met {{policy}} omdat" en waarom. Of kies een langer beleid.`,
      },
      held: {
        message:
          'De herstelpunten van {{vm}} worden vastgehouden ({{id}}): de back-ups gaan pas verder als iemand akkoord gaat.',
        remedy: `Typ "${typed.unhold} {{vm}} omdat" en waarom.`,
      },
      'held-already': {
        message: 'De herstelpunten van {{vm}} worden al vastgehouden: {{id}}.',
        remedy: `Typ "${typed.unhold} {{vm}} omdat" en waarom om dat te beëindigen.`,
      },
      'not-held': {
        message: 'De herstelpunten van {{vm}} worden niet vastgehouden.',
      },
      'hold-changed': {
        message: 'Sinds dit werd gevraagd, heeft {{id}} veranderd of de herstelpunten van {{vm}} worden vastgehouden.',
        remedy: `Typ "${typed.vm} {{vm}}" om te zien hoe het ervoor staat, en vraag het opnieuw.`,
      },
      'policy-unread': {
        message: 'Strongroom kan beleid {{policy}} van {{vm}} niet lezen en dus geen langer beleid maken.',
        remedy: 'Geef {{vm}} in de portal een langer beleid en vraag het dan opnieuw.',
      },
      'raise-stopped': {
        message:
          'De back-ups van {{vm}} zijn gestopt, dus geldt er geen beleid en haalt een langer beleid niets terug.',
        remedy: `Zet meteen terug wat niet verloren mag gaan: typ "${typed.points} {{vm}}". "${typed['protection resume']} {{vm}} met" een langer beleid haalt de andere terug.`,
      },
      'none-cut': {
        message: 'Geen herstelpunt van {{vm}} is voorlopig verwijderd.',
      },
      'cut-too-old': {
        message: `{{count}} herstelpunten van {{vm}} zijn voorlopig verwijderd, te oud voor elk langer beleid. Zet meteen terug wat niet verloren mag gaan: **${typed.points} {{vm}}**.`,
      },
      'raise-leaves': {
        message: `Nog {{count}} voorlopig verwijderde punten van {{vm}} zijn te oud en komen misschien niet terug. Zet meteen terug wat niet verloren mag gaan: **${typed.points} {{vm}}**.`,
      },
      'hold-cut': {
        message:
          'Een korter beleid heeft {{count}} punten van {{vm}} voorlopig verwijderd. Het langere moet ze terughalen voor de back-ups stoppen; Azure zegt niet hoe snel. Zet meteen terug wat niet verloren mag gaan.',
      },
      'hold-cut-stopped': {
        message: `{{count}} punten van {{vm}} zijn voorlopig verwijderd, en vasthouden haalt ze niet terug. Zet meteen terug wat niet verloren mag gaan: **${typed.points} {{vm}}**.`,
      },
      moved: {
        message: 'De beveiliging van {{vm}} is niet meer zoals toen dit werd gevraagd.',
        remedy: `Typ "${typed.vm} {{vm}}" om te zien hoe het ervoor staat, en vraag het opnieuw.`,
      },
      'policy-there': {
        message: 'Kluis {{vault}} heeft inmiddels een ander beleid {{policy}}.',
        remedy: `Kies een andere naam met "${typed['policy new']} {{vault}}".`,
      },
      'raised-there': {
        message: 'Kluis {{vault}} heeft inmiddels een ander beleid {{policy}} dan is afgesproken.',
        remedy: 'Vraag het opnieuw: het beleid krijgt dan een andere naam.',
      },
      'keys-moved': {
        message: 'De sleutels van {{vm}} zijn niet meer waar ze waren toen dit werd goedgekeurd.',
        remedy: `Typ "${typed.check} {{vm}}" om te zien waar ze zijn, en vraag het opnieuw.`,
      },
      'keys-still-lacking': {
        message: 'De toegang is gegeven, maar Azure Backup mist nog rechten op {{keyVault}}.',
        remedy: `Typ over een paar minuten "${typed.check} {{vm}}": rollen hebben tijd nodig.`,
      },
      'keys-fine': {
        message: 'Azure Backup mag de sleutels van {{vm}} al lezen.',
      },
      'keys-not-needed': {
        message: '{{vm}} heeft geen sleutel in een sleutelkluis die Azure Backup kopieert.',
      },
      'grant-off': {
        message: 'Strongroom verandert hier niet wie een sleutelkluis mag lezen.',
        remedy: `Typ "${typed.check} {{vm}}" voor de regels die een eigenaar van de sleutelkluis uitvoert.`,
      },
      'key-role-missing': {
        message:
          'De rol {{role}} voor Azure Backup is er niet in abonnement {{subscription}}, en Strongroom maakt geen rollen.',
        remedy: `Rol Strongroom uit met trede grant, of typ "${typed.check} {{vm}}" voor de regels die een eigenaar uitvoert.`,
      },
      'key-role-wider': {
        message:
          'De rol {{role}} in abonnement {{subscription}} bevat meer dan Azure Backup nodig heeft om de sleutels van {{vm}} te lezen: {{actions}}. Daar is niemand mee akkoord.',
        remedy:
          'Laat een eigenaar van het abonnement dat eruit halen en ga na wie het erin heeft gezet: Strongroom niet.',
      },
      'asked-already': {
        message: '{{id}} vraagt al hetzelfde.',
        remedy: `Wacht op {{id}}, of typ "${typed.stop} {{id}}" en vraag het opnieuw.`,
      },
      'carrier-lost': {
        message: 'Niemand die dit goedkeurde heeft op {{scope}} nog het recht om {{right}}.',
        remedy: 'Vraag het opnieuw, en laat het goedkeuren door iemand die dat recht heeft.',
      },
      suspended: {
        message:
          'De back-ups van {{vm}} zijn onderbroken in de onveranderlijke kluis {{vault}}, dus niemand kan de punten langer bewaren.',
        remedy: `Typ eerst "${typed['protection resume']} {{vm}}" en vraag het dan opnieuw.`,
      },
    },
  }),
};
