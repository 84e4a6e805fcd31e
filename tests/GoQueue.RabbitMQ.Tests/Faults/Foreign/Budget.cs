namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// Prints times, and fails for them only if GOQUEUE_TEST_BUDGET is 1: on a busy machine a time proves nothing.
/// </summary>
internal static class Budget
{
    private static readonly bool s_fails = Environment.GetEnvironmentVariable("GOQUEUE_TEST_BUDGET") == "1";

    public static void Check(string what, TimeSpan took, TimeSpan bound)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {took.TotalMilliseconds:0} ms of {bound.TotalMilliseconds:0}");
        Assert.False(s_fails && took > bound, $"{what} took {took.TotalMilliseconds:0} ms; the budget is {bound.TotalMilliseconds:0} ms.");
    }
}
