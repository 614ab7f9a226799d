/* A FHIR R4 server in memory for `make connected`: HAPI's plain server on Jetty, which keeps versions and honours If-Match. */
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.*;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.*;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.*;

public class PlainServer {
    /* All versions of the resources of one type; the last one counts. */
    static class Store<T extends Resource> implements IResourceProvider {
        final Class<T> type;
        final Map<String, List<T>> items = new TreeMap<>();
        int next = 1;

        Store(Class<T> type) { this.type = type; }

        @Override public Class<T> getResourceType() { return type; }

        T keep(String id, T resource) {
            List<T> versions = items.computeIfAbsent(id, key -> new ArrayList<>());
            String version = Integer.toString(versions.size() + 1);
            resource.setId(new IdType(type.getSimpleName(), id, version));
            resource.getMeta().setVersionId(version).setLastUpdated(new Date());
            versions.add(resource);
            return resource;
        }

        @Read(version = true) public T read(@IdParam IdType id) {
            List<T> versions = items.get(id.getIdPart());
            if (versions == null) throw new ResourceNotFoundException(id);
            int version = id.hasVersionIdPart() ? Integer.parseInt(id.getVersionIdPart()) : versions.size();
            if (version < 1 || version > versions.size()) throw new ResourceNotFoundException(id);
            return versions.get(version - 1);
        }

        @History public List<T> history(@IdParam IdType id) {
            List<T> versions = new ArrayList<>(items.getOrDefault(id.getIdPart(), List.of()));
            Collections.reverse(versions);
            return versions;
        }

        @Search public List<T> search(@OptionalParam(name = "status") StringParam status) {
            List<T> found = new ArrayList<>();
            for (List<T> versions : items.values()) found.add(versions.get(versions.size() - 1));
            return found;
        }

        @Create public MethodOutcome create(@ResourceParam T resource) {
            return new MethodOutcome(keep(Integer.toString(next++), resource).getIdElement(), true);
        }

        @Update public MethodOutcome update(@IdParam IdType id, @ResourceParam T resource, HttpServletRequest request) {
            List<T> versions = items.get(id.getIdPart());
            String match = request.getHeader("If-Match");
            if (versions != null && match != null && !match.equals("W/\"" + versions.size() + "\""))
                throw new PreconditionFailedException("The resource has version " + versions.size());
            if (resource instanceof ImagingStudy && ((ImagingStudy) resource).getStatus() == null)
                throw new UnprocessableEntityException("A study must have a status");
            T kept = keep(id.getIdPart(), resource);
            MethodOutcome outcome = new MethodOutcome(kept.getIdElement(), versions == null);
            outcome.setResource(kept);
            return outcome;
        }
    }

    /* Patients, and the summary that this server makes of them: it leaves the studies out. */
    static class Patients extends Store<Patient> {
        final Bundle summary;

        Patients(Bundle summary) { super(Patient.class); this.summary = summary; }

        @Operation(name = "$summary", idempotent = true) public Bundle summary(@IdParam IdType id) {
            return summary.copy();
        }
    }

    public static void main(String[] arguments) throws Exception {
        FhirContext context = FhirContext.forR4();
        String text = new String(System.in.readAllBytes(), "UTF-8");
        Bundle summary = context.newJsonParser().parseResource(Bundle.class, text);
        RestfulServer fhir = new RestfulServer(context);
        fhir.setResourceProviders(new Patients(summary), new Store<>(ImagingStudy.class), new Store<>(Bundle.class));
        Host.serve(fhir, arguments[0]);
    }
}
