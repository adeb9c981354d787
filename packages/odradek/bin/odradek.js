#!/usr/bin/env node
'use strict';

/*
 * CommonJS: to load a module, Node uses its pool of threads, whose size is settled from then on. A
 * broker leaves two of them to its journals, and six to everything else.
 */
process.env.UV_THREADPOOL_SIZE ??= '8';

const { loadBundle } = require('./load-bundle.js');

void loadBundle().main(process.argv.slice(2));
