import type { accessErrors as english } from '../en/access-errors.ts';
import type { SameKeys } from '../same-keys.ts';

export const accessErrors: SameKeys<typeof english> = {
  denied: {
    message: 'De weigeringstoewijzing {{name}} op {{scope}} ontneemt je het recht om {{right}}.',
    remedy: 'Vraag een eigenaar van {{scope}} wie die heeft ingesteld, en waarom.',
  },
  eligible: {
    message: 'Je komt in aanmerking voor {{role}} op {{scope}}, maar die rol is nu niet actief.',
    remedy: 'Activeer de rol in de Azure-portal onder Privileged Identity Management en vraag het opnieuw.',
  },
  'not-allowed': {
    message: 'Met je Azure-rollen mag je dit niet op {{scope}}.',
    remedy:
      'Vraag een eigenaar van {{scope}} om een rol met het recht om {{right}}, of activeer er een als je ervoor in aanmerking komt.',
  },
  'not-known': {
    message:
      'Ik kan niet vaststellen of je dit met je Azure-rollen mag op {{scope}}: een toewijzing heeft een voorwaarde.',
    remedy: 'Vraag een eigenaar van {{scope}} om een rol met het recht om {{right}}, zonder voorwaarde.',
  },
  'not-an-admin': {
    message: 'Dat kan alleen een beheerder van Strongroom.',
    remedy: 'Wie Strongroom draait, weet wie dat zijn: ze staan in de instelling ADMINS.',
  },
  'not-an-admin-named': {
    message: 'Dat kan alleen een beheerder van Strongroom.',
    remedy: 'Vraag het een van hen, zoals {{names}}.',
  },
};
