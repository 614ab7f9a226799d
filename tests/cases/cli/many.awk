# A profile of Patient with as many invariants, slices and required elements as `count` says.
BEGIN {
    printf "{\"resourceType\":\"StructureDefinition\",\"url\":\"http://m.test/StructureDefinition/many\",\"name\":\"Many\","
    printf "\"status\":\"active\",\"fhirVersion\":\"4.0.1\",\"kind\":\"resource\",\"abstract\":false,\"type\":\"Patient\","
    printf "\"baseDefinition\":\"http://hl7.org/fhir/StructureDefinition/Patient\",\"derivation\":\"constraint\","
    printf "\"differential\":{\"element\":[{\"id\":\"Patient\",\"path\":\"Patient\",\"constraint\":["
    for (i = 1; i <= count; i++) {
        printf "%s{\"key\":\"m-%d\",\"severity\":\"error\",\"human\":\"Not the id p%d\",", (i > 1 ? "," : ""), i, i
        printf "\"expression\":\"id != 'p%d'\"}", i
    }
    printf "]},{\"id\":\"Patient.identifier\",\"path\":\"Patient.identifier\",\"slicing\":{\"discriminator\":"
    printf "[{\"type\":\"value\",\"path\":\"system\"}],\"rules\":\"closed\"}}"
    for (i = 1; i <= count; i++) {
        printf ",{\"id\":\"Patient.identifier:s%d\",\"path\":\"Patient.identifier\",\"sliceName\":\"s%d\",\"min\":0,", i, i
        printf "\"max\":\"1\"},{\"id\":\"Patient.identifier:s%d.system\",\"path\":\"Patient.identifier.system\",\"min\":1,", i
        printf "\"fixedUri\":\"http://m.test/%d\"}", i
    }
    print "]}}"
}
