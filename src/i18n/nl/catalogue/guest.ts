import type { guestCatalogue as english } from '../../en/catalogue/guest.ts';
import type { SameKeys } from '../../same-keys.ts';

export const guestCatalogue: SameKeys<typeof english> = {
  'agent-unavailable': {
    cause:
      'De agent in de VM praat niet met Azure Backup: hij is gestopt of hangt, heeft geen netwerk, of de VM wordt afgesloten.',
    remedy: 'Controleer of de VM draait en netwerk heeft. Vernieuw de agent als hij oud is, en herstart hem.',
  },
  'agent-too-old': {
    cause: 'De VM-agent is te oud voor Azure Backup.',
    remedy: 'Werk de VM-agent bij.',
  },
  'mount-not-readable': {
    cause:
      'De back-upextensie kan een koppelpunt in de VM niet openen, vaak een dat na een bestandsherstel is achtergebleven.',
    remedy: 'Ontkoppel wat er niet meer is, of maak het weer leesbaar.',
  },
  'guest-no-network': {
    cause: 'De VM kan Azure Backup of de opslag niet via het netwerk bereiken.',
    remedy: 'Controleer DNS, netwerkbeveiligingsgroepen en proxy op de servicetags van Azure Backup en Storage.',
  },
  'extension-operation-failed': {
    cause: 'De back-upextensie in de VM is mislukt.',
    remedy:
      'Verwijder de extensie VMSnapshot, herstart de agent en start de back-up opnieuw: die installeert hem opnieuw.',
  },
  'snapshot-blocked-in-guest': {
    cause: 'Iets in de VM, vaak een beveiligings- of back-upproduct, blokkeert de momentopname.',
    remedy: 'Kijk in het gebeurtenislogboek en sluit de back-upextensie uit van virusscans.',
  },
  'fs-freeze-failed': {
    cause: 'Een Linux-bestandssysteem kon niet worden bevroren voor de momentopname.',
    remedy:
      'Controleer de bestandssystemen (fsck), of sla het koppelpunt (mount) over in de configuratie van de back-upextensie.',
  },
  'guest-com-plus': {
    cause: 'COM+ werkt niet in deze Windows-VM.',
    remedy: 'Repareer de service COM+ System Application en wat die nodig heeft.',
  },
  'guest-msdtc': {
    cause: 'De Distributed Transaction Coordinator (MSDTC) werkt niet in deze Windows-VM.',
    remedy: 'Stel MSDTC opnieuw in.',
  },
  'vss-writer-bad': {
    cause: 'Een VSS-writer in deze Windows-VM is mislukt.',
    remedy: 'Herstart de services van de mislukte writers ("vssadmin list writers"), of de VM.',
  },
  'vss-service-bad': {
    cause: 'De VSS-service in deze Windows-VM werkt niet.',
    remedy: 'Herstart de service Volume Shadow Copy.',
  },
  'extension-config-broken': {
    cause:
      'De back-upextensie kan de eigen configuratie niet lezen: rechten op de map MachineKeys of certificaten kloppen niet.',
    remedy: 'Zet de rechten op MachineKeys goed en verwijder verlopen certificaten van de agent.',
  },
  'extension-stuck-deleting': {
    cause: 'Een extensie van de VM hangt tijdens het verwijderen.',
    remedy: 'Verwijder de extensie VMSnapshot in de Azure-portal.',
  },
  'guest-network-slow': {
    cause: 'De VM was te traag of het netwerk antwoordde niet.',
    remedy: 'Start de back-up opnieuw als de VM minder druk is.',
  },
  'drive-locked-by-bitlocker': {
    cause: 'Een station in de VM is door BitLocker vergrendeld.',
    remedy: 'Ontgrendel het station in de VM en bekijk de toestand van Azure Disk Encryption.',
  },
  'guest-no-secure-network': {
    cause: 'De VM kon geen beveiligde verbinding met Azure Backup maken.',
    remedy: 'Schakel TLS 1.2 in de VM in en controleer de proxy.',
  },
  'guest-vc-redistributable': {
    cause: 'Visual C++ Redistributable kon niet in de VM worden geïnstalleerd.',
    remedy: 'Installeer het met de hand in de VM.',
  },
};
