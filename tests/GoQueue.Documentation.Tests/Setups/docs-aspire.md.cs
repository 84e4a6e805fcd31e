using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

// As OpenTelemetry.Extensions.Hosting declares them; that package is no dependency of this repository.
internal static class OpenTelemetryHosting
{
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services) => throw null!;
}

internal sealed class OpenTelemetryBuilder
{
    public OpenTelemetryBuilder WithTracing(Action<TracerProviderBuilder> configure) => throw null!;

    public OpenTelemetryBuilder WithMetrics(Action<MeterProviderBuilder> configure) => throw null!;
}
