# With `count`: a Bundle of as many Organizations, each part of the next; the last has no name. Without: a profile that asks for
# a name, and for the same of what an Organization is part of.
BEGIN {
    url = "http://m.test/StructureDefinition/named"
    if (!count) {
        printf "{\"resourceType\":\"StructureDefinition\",\"url\":\"%s\",\"name\":\"Named\",\"status\":\"active\",", url
        printf "\"fhirVersion\":\"4.0.1\",\"kind\":\"resource\",\"abstract\":false,\"type\":\"Organization\","
        printf "\"baseDefinition\":\"http://hl7.org/fhir/StructureDefinition/Organization\",\"derivation\":\"constraint\","
        printf "\"differential\":{\"element\":[{\"id\":\"Organization\",\"path\":\"Organization\"},"
        printf "{\"id\":\"Organization.name\",\"path\":\"Organization.name\",\"min\":1},"
        printf "{\"id\":\"Organization.partOf\",\"path\":\"Organization.partOf\",\"type\":[{\"code\":\"Reference\","
        printf "\"targetProfile\":[\"%s\"]}]}]}}\n", url
        exit
    }
    printf "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
    for (i = 1; i <= count; i++) {
        printf "%s{\"fullUrl\":\"http://m.test/Organization/o%d\",\"resource\":{\"resourceType\":\"Organization\",", (i > 1 ? "," : ""), i
        printf "\"id\":\"o%d\",%s", i, (i == 1 ? "\"meta\":{\"profile\":[\"" url "\"]}," : "")
        printf "\"text\":{\"status\":\"empty\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">A</div>\"},"
        printf "\"identifier\":[{\"system\":\"http://m.test/ids\",\"value\":\"%d\"}]", i
        if (i < count) printf ",\"name\":\"A\",\"partOf\":{\"reference\":\"Organization/o%d\"}", i + 1
        printf "}}"
    }
    print "]}"
}
