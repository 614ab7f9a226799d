/* A FHIR R4 server with a database for `make connected JPA=1`: HAPI's JPA server with H2 in memory, its $summary and its terminology. */
import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.batch2.jobs.export.BulkDataExportProvider;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.ips.generator.IpsGeneratorSvcImpl;
import ca.uhn.fhir.jpa.ips.jpa.DefaultJpaIpsGenerationStrategy;
import ca.uhn.fhir.jpa.ips.provider.IpsOperationProvider;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.search.HapiHSearchAnalysisConfigurers;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import jakarta.persistence.EntityManagerFactory;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.annotation.EnableTransactionManagement;

public class JpaServer {
    @Configuration
    @EnableTransactionManagement
    @Import({JpaR4Config.class, HapiJpaConfig.class, JpaBatch2Config.class, Batch2JobsConfig.class, ThreadPoolFactoryConfig.class,
             SubscriptionChannelConfig.class})
    public static class Config {
        @Bean JpaStorageSettings storageSettings() {
            JpaStorageSettings settings = new JpaStorageSettings();
            settings.setEnforceReferentialIntegrityOnWrite(false);
            settings.setAllowExternalReferences(true);
            settings.setJobFastTrackingEnabled(true);
            settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ANY);
            return settings;
        }

        @Bean PartitionSettings partitionSettings() { return new PartitionSettings(); }

        @Bean SubscriptionSettings subscriptionSettings() { return new SubscriptionSettings(); }

        @Bean DataSource dataSource() { return JdbcConnectionPool.create("jdbc:h2:mem:fhir;DB_CLOSE_DELAY=-1", "", ""); }

        @Primary @Bean LocalContainerEntityManagerFactoryBean entityManagerFactory(
                DataSource source, ConfigurableListableBeanFactory beans, FhirContext context, JpaStorageSettings settings) {
            LocalContainerEntityManagerFactoryBean factory =
                    HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, context, settings);
            Properties properties = new Properties();
            properties.put("hibernate.dialect", HapiFhirH2Dialect.class.getName());
            properties.put("hibernate.hbm2ddl.auto", "create");
            properties.put("hibernate.search.enabled", "true"); // $expand with a filter needs it
            properties.put("hibernate.search.backend.type", "lucene");
            properties.put("hibernate.search.backend.directory.type", "local-heap");
            properties.put("hibernate.search.backend.analysis.configurer",
                    HapiHSearchAnalysisConfigurers.HapiLuceneAnalysisConfigurer.class.getName());
            factory.setPersistenceUnitName("fhir");
            factory.setDataSource(source);
            factory.setJpaProperties(properties);
            return factory;
        }

        @Primary @Bean JpaTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }

        @Bean DefaultJpaIpsGenerationStrategy ipsStrategy() { return new DefaultJpaIpsGenerationStrategy(); }
    }

    public static void main(String[] arguments) throws Exception {
        AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext(Config.class);
        FhirContext context = beans.getBean(FhirContext.class);
        RestfulServer fhir = new RestfulServer(context);
        fhir.registerProviders(beans.getBean(ResourceProviderFactory.class).createProviders());
        fhir.registerProvider(beans.getBean(JpaSystemProvider.class));
        fhir.registerProvider(beans.getBean(ValueSetOperationProvider.class));
        fhir.registerProvider(new IpsOperationProvider(
                new IpsGeneratorSvcImpl(context, beans.getBean(DefaultJpaIpsGenerationStrategy.class))));
        fhir.registerProvider(beans.getBean(BulkDataExportProvider.class));
        fhir.setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
        Host.serve(fhir, arguments[0]);
    }
}
