using GoQueue;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WebApi;

var builder = WebApplication.CreateSlimBuilder(args);

// The publisher, its health check, and its closing after the last request. Without ConnectionStrings:rabbitmq the messages stay in this process.
// A sample declares its queue by itself; elsewhere exchanges and queues often belong to another team.
var goqueue = builder.AddGoQueue("rabbitmq").UseRetry().UseDebugLogging()
    .DeclareOnStart(GoQueueEvents.All, topology => topology.Queue("fulfilment", QueueType.Classic).Bind("fulfilment", "orders", "order.*"));
if (builder.Configuration.GetConnectionString("rabbitmq") is null)
{
    goqueue.UseInMemory();
}

var telemetry = builder.Services.AddOpenTelemetry()
    .WithTracing(tracing => tracing
        .AddAspNetCoreInstrumentation()
        .AddSource(GoQueueDiagnostics.ActivitySourceName))
    .WithMetrics(metrics => metrics
        .AddAspNetCoreInstrumentation()
        .AddMeter(GoQueueDiagnostics.MeterName, GoQueueDiagnostics.MessagingMeterName)
        .AddPrometheusExporter());
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
{
    telemetry.UseOtlpExporter();
}

builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default));
builder.Services.AddExceptionHandler<PublishProblems>().AddProblemDetails();

var app = builder.Build();

app.UseExceptionHandler();
app.MapPost("/orders", Orders.PlaceAsync);
app.MapHealthChecks("/health", new() { ResponseWriter = HealthText.WriteAsync });
app.MapPrometheusScrapingEndpoint("/metrics");
app.Run();
