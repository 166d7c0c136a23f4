import type { sagaErrors as english } from '../en/saga-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const sagaErrors: SameKeys<typeof english> = {
  'effect-missing': {
    message: 'Azure heeft de stap aangenomen, maar toont er niets van.',
    remedy: `Kijk in de Azure-portal en probeer de stap daarna opnieuw met "${typed.retry}" en het nummer.`,
  },
  'effect-unread': {
    message: 'Azure is klaar met de stap, maar wat die maakte is niet te lezen.',
    remedy: `Los op wat in de weg zit en probeer de stap daarna opnieuw met "${typed.retry}" en het nummer: er wordt eerst gekeken wat er staat.`,
  },
  'resend-over': {
    message: 'De stap is {{hours}} uur geleden verstuurd zonder antwoord, en Azure toont er niets van.',
    remedy: `De stap wordt niet vanzelf opnieuw verstuurd. Kijk in de Azure-portal en probeer de stap opnieuw met "${typed.retry}" en het nummer, of vraag het opnieuw aan.`,
  },
  'begin-expired': {
    message: 'Het was goedgekeurd maar kon niet op tijd beginnen, dus er is niets gebeurd.',
    remedy: 'Vraag het opnieuw aan; de oude goedkeuring geldt niet meer.',
  },
  'commits-lost': {
    message:
      'De database kwam terug zonder de laatste wijzigingen, dus ik weet nog niet wat {{id}} al verstuurd heeft.',
    remedy: 'Je hoeft niets te doen: ik zoek het eerst op in Azure en ga na {{until}} verder.',
  },
  'requester-lost-right': {
    message:
      '{{name}} heeft de Azure-rol niet meer die het goedgekeurde plan nodig heeft; dus mag het niet onder diens naam verder.',
    remedy: `Laat een rol met het recht om {{right}} verlengen of opnieuw toewijzen en typ "${typed.retry} {{id}}", of laat iemand die hem wel heeft dit typen: "${typed.takeover} {{id}}".`,
  },
  'member-parent-over': {
    message: '{{parent}}, waar {{id}} deel van is, is voorbij; er is niets meer verstuurd.',
    remedy: 'Vraag het opnieuw aan; de oude goedkeuring geldt niet meer.',
  },
  'member-not-signed': {
    message: 'In het goedgekeurde plan van {{parent}} staat {{id}} niet zoals het nu is; er is niets verstuurd.',
    remedy: 'Vraag het opnieuw aan, en vertel het je security officer.',
  },
  'standing-ended': {
    message: 'De tijd waarvoor {{id}} is goedgekeurd is voorbij; er loopt niets meer onder.',
    remedy: 'Vraag het opnieuw aan; wie beslist ziet dan hoe het nu is.',
  },
};
