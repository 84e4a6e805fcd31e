namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>The version of the broker under test, by which a test knows what to expect.</summary>
internal static class BrokerVersion
{
    public static async Task<Version> ReadAsync() => Version.Parse(await (await TestBroker.GetAsync()).GetVersionAsync());

    public static async Task<Version> ReadAsync(RabbitMqControl control) => Version.Parse(await control.GetVersionAsync());
}
