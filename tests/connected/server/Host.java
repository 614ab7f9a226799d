/* Where the FHIR servers of `make connected` live: a Jetty on a loopback address, which prints its URL once it listens. */
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

class Host {
    /* Serves below /fhir until the process is ended; port 0 is any that is free. */
    static void serve(RestfulServer fhir, String port) throws Exception {
        fhir.setDefaultResponseEncoding(EncodingEnum.JSON);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(port));
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        handler.addServlet(new ServletHolder(fhir), "/fhir/*");
        server.setHandler(handler);
        server.start();
        System.out.println("http://127.0.0.1:" + connector.getLocalPort() + "/fhir");
        System.out.flush();
        server.join();
    }
}
