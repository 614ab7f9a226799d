# A Bundle of as many profiles of Patient as `count` says, each with an invariant on the birth date and a slice of the
# identifiers that must be there; with `is_patient` set: a Patient that declares them all, born on `day`, with the identifiers
# of the first `ids`.
BEGIN {
    url = "http://m.test/StructureDefinition/p"
    if (is_patient) {
        printf "{\"resourceType\":\"Patient\",\"meta\":{\"profile\":["
        for (i = 1; i <= count; i++) printf "%s\"%s%d\"", (i > 1 ? "," : ""), url, i
        printf "]},\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">A</div>\"}"
        for (i = 1; i <= ids; i++)
            printf "%s{\"system\":\"http://m.test/%d\",\"value\":\"1\"}%s", (i > 1 ? "," : ",\"identifier\":["), i, (i < ids ? "" : "]")
        printf ",\"birthDate\":\"%s\"}\n", day
        exit
    }
    printf "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
    for (i = 1; i <= count; i++) {
        printf "%s{\"fullUrl\":\"%s%d\",\"resource\":", (i > 1 ? "," : ""), url, i
        printf "{\"resourceType\":\"StructureDefinition\",\"url\":\"%s%d\",\"name\":\"P%d\",\"status\":\"active\",", url, i, i
        printf "\"fhirVersion\":\"4.0.1\",\"kind\":\"resource\",\"abstract\":false,\"type\":\"Patient\","
        printf "\"baseDefinition\":\"http://hl7.org/fhir/StructureDefinition/Patient\",\"derivation\":\"constraint\","
        printf "\"differential\":{\"element\":[{\"id\":\"Patient\",\"path\":\"Patient\"},"
        printf "{\"id\":\"Patient.identifier\",\"path\":\"Patient.identifier\",\"slicing\":{\"discriminator\":"
        printf "[{\"type\":\"value\",\"path\":\"system\"}],\"rules\":\"open\"}},"
        printf "{\"id\":\"Patient.identifier:own\",\"path\":\"Patient.identifier\",\"sliceName\":\"own\",\"min\":1},"
        printf "{\"id\":\"Patient.identifier:own.system\",\"path\":\"Patient.identifier.system\",\"min\":1,"
        printf "\"fixedUri\":\"http://m.test/%d\"},", i
        printf "{\"id\":\"Patient.birthDate\",\"path\":\"Patient.birthDate\",\"constraint\":[{\"key\":\"day-%d\",", i
        printf "\"severity\":\"error\",\"human\":\"Not day %d.\",\"expression\":\"$this != @2000-01-01 + %d days\"}]}]}}}", i, i
    }
    print "]}"
}
