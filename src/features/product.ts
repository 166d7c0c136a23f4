import { accessFeature } from '../access/index.ts';
import { approvalFeature } from '../approval/index.ts';
import { auditFeature } from '../audit/index.ts';
import { backupFeature } from '../backup/index.ts';
import { byHandFeature } from '../by-hand/index.ts';
import { chatFeature } from '../chat/index.ts';
import { checkFeature } from '../check/index.ts';
import { doctorFeature } from '../doctor/index.ts';
import { drillsFeature } from '../drills/index.ts';
import { errorsFeature } from '../errors/index.ts';
import { jobsFeature } from '../jobs/index.ts';
import { leftoversFeature } from '../leftovers/index.ts';
import { machinesFeature } from '../machines/index.ts';
import { notificationsFeature } from '../notifications/index.ts';
import { protectionFeature } from '../protection/index.ts';
import { quarantineFeature } from '../quarantine/index.ts';
import { requestsFeature } from '../requests/index.ts';
import { restoreFeature } from '../restore/index.ts';
import { sagaFeature } from '../saga/index.ts';
import { defineProduct } from './feature.ts';
import { joinFeatures } from './features.ts';

/** Every room that adds something: help shows their commands in this order. */
export const rooms = defineProduct([
  accessFeature,
  requestsFeature,
  approvalFeature,
  chatFeature,
  machinesFeature,
  checkFeature,
  backupFeature,
  restoreFeature,
  protectionFeature,
  quarantineFeature,
  auditFeature,
  drillsFeature,
  byHandFeature,
  leftoversFeature,
  jobsFeature,
  sagaFeature,
  notificationsFeature,
  errorsFeature,
  doctorFeature,
]);

/** What Strongroom does. */
export const product = joinFeatures(rooms);
