// Files of a wanted size in the bucket, sent and stored by the pipeline's own services.
import assert from 'node:assert/strict';
import { Server, startService } from '../../api/servers.mjs';
