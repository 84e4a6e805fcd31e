namespace GoQueue.Diagnostics;

/// <summary>The version that activity source and meters show.</summary>
internal static class TelemetryVersion
{
    /// <summary>From the assembly's name, not its attributes: those would be reflection.</summary>
    public static string Text { get; } = typeof(TelemetryVersion).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0.0.0";
}
