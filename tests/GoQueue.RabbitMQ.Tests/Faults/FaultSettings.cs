using System.Globalization;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>What the environment says about fault runs.</summary>
internal static class FaultSettings
{
    private static readonly int s_seed = Read("GOQUEUE_TEST_SEED") ?? Random.Shared.Next();

    /// <summary>Where random schedules begin. A failure prints it; GOQUEUE_TEST_SEED sets it.</summary>
    public static int Seed => s_seed;

    /// <summary>How many random schedules: GOQUEUE_TEST_SCHEDULES, by default 10,000, and 100,000 with GOQUEUE_TEST_FULL=1.</summary>
    public static int Schedules => Read("GOQUEUE_TEST_SCHEDULES") ?? (IsFull ? 100_000 : 10_000);

    /// <summary>How many random answers are fed to connections: GOQUEUE_TEST_FUZZ, by default 200, and 2,000 with GOQUEUE_TEST_FULL=1.</summary>
    public static int Fuzz => Read("GOQUEUE_TEST_FUZZ") ?? (IsFull ? 2_000 : 200);

    /// <summary>How long a soak takes.</summary>
    public static TimeSpan Soak => TimeSpan.FromSeconds(Read("GOQUEUE_SOAK_SECONDS") ?? 60);

    private static bool IsFull => Environment.GetEnvironmentVariable("GOQUEUE_TEST_FULL") == "1";

    private static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;
}
