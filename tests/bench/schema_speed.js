// schema_speed.js SCHEMA FILE: the time in milliseconds that AJV takes to read a file and to validate it by a JSON schema which
// was compiled before: the median of many rounds. AJV (version 6, for draft 6) is looked for where NODE_PATH tells.
'use strict';
const fs = require('fs');
const Ajv = require('ajv');

const [schema, text] = process.argv.slice(2, 4).map((path) => fs.readFileSync(path, 'utf8'));
const ajv = new Ajv({ schemaId: 'auto', logger: false });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-06.json'));
const definition = JSON.parse(schema);
delete definition.discriminator; // is of OpenAPI
const validate = ajv.compile(definition);

const times = [];
for (let round = 0; round < 201; round++) {
    const start = process.cpuUsage();
    if (!validate(JSON.parse(text))) {
        console.error('the schema refuses the file');
        process.exit(1);
    }
    const used = process.cpuUsage(start);
    times.push((used.user + used.system) / 1000);
}
times.sort((a, b) => a - b);
console.log(times[100].toFixed(3));
