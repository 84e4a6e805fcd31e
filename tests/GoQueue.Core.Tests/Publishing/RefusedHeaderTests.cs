using GoQueue.Core.Tests.Harness;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>
/// What RabbitMQ's transport refuses in headers and properties, the in-memory transport refuses with the same sentence.
/// </summary>
public sealed class RefusedHeaderTests
{
    private const string NotFinite = " is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text.";
    private const string LargeDecimal = " is or holds a decimal that is too large: AMQP's decimal holds 31 bits and a scale, 2,147,483,647 without its decimal point; send it as text or double.";
    private const string Types = ", which AMQP cannot carry: use text, a boolean, a signed number, bytes, or List<object?> and Dictionary<string, object?> of these.";

    private readonly Shop _shop = new();

    public static TheoryData<string, object?, string> Refused => new()
    {
        { "h", double.NaN, $"The header 'h'{NotFinite}" },
        { "h", float.PositiveInfinity, $"The header 'h'{NotFinite}" },
        { "h", new List<object?> { 1, double.NaN }, $"The header 'h'{NotFinite}" },
        { "h", new[] { 1f, float.NaN }, $"The header 'h'{NotFinite}" },
        { "h", new Dictionary<string, object?> { ["in"] = new object?[] { double.NegativeInfinity } }, $"The header 'h'{NotFinite}" },
        { "h", Guid.Empty, $"The header 'h' is a System.Guid{Types}" },
        { "h", 1UL, $"The header 'h' is a System.UInt64{Types}" },
        { "h", DateTimeOffset.UnixEpoch, $"The header 'h' is a System.DateTimeOffset{Types}" },
        { "h", new List<object?> { Guid.Empty }, $"The header 'h' holds a System.Guid{Types}" },
        { "h", new HashSet<string>(), $"The header 'h' is a System.Collections.Generic.HashSet`1[System.String]{Types}" },
        { "h", decimal.MaxValue, $"The header 'h'{LargeDecimal}" },
        { "h", 2_147_483_648m, $"The header 'h'{LargeDecimal}" },
        { "h", new List<object?> { -decimal.MaxValue }, $"The header 'h'{LargeDecimal}" },
        {
            "h",
            new Dictionary<string, string> { ["a"] = "b" },
            "The header 'h' is a System.Collections.Generic.Dictionary`2[System.String,System.String], which AMQP cannot carry: use Dictionary<string, object?>."
        },
        { "CC", "x", "The header 'CC' routes copies and must be a list of texts: it is a System.String." },
        { "CC", null, "The header 'CC' routes copies and must be a list of texts: it is null." },
        { "BCC", new[] { 1 }, "The header 'BCC' routes copies and must be a list of texts: it is a System.Int32[]." },
        { "x-stream-filter-value", 5, "The header 'x-stream-filter-value' selects messages of a stream and must be text: it is a System.Int32." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_header_that_RabbitMQ_refuses_is_refused_in_memory(string name, object? value, string told)
    {
        await using var publisher = _shop.Publisher();

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(Shop.Order, Options(name, value)).AsTask());

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.Equal((PublishOutcome.NotSent, 0, "m-1"), (refused.Outcome, refused.Attempts, refused.MessageId));
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task Headers_that_fill_more_than_one_frame_are_refused_in_memory()
    {
        await using var publisher = _shop.Publisher();

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(Shop.Order, Options("h", new string('x', 200_000))).AsTask());
        await publisher.PublishAsync(Shop.Order, Options("h", new string('x', 129_000)));

        Assert.Contains("Its properties and headers take 200,", refused.Message, StringComparison.Ordinal);
        Assert.Contains(" bytes and RabbitMQ's default frame_max allows 131,052 (one frame of AMQP): send less in headers.", refused.Message, StringComparison.Ordinal);
        Assert.Equal((PublishOutcome.NotSent, 1), (refused.Outcome, _shop.Queue.Count));
    }

    [Fact]
    public async Task The_reply_to_that_needs_a_consumer_is_refused_in_memory()
    {
        await using var publisher = _shop.Publisher();

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(Shop.Order, new PublishOptions { ReplyTo = "amq.rabbitmq.reply-to" }).AsTask());

        Assert.Contains("The reply-to 'amq.rabbitmq.reply-to' needs a consumer on the channel that publishes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_RabbitMQ_takes_is_taken_in_memory()
    {
        await using var publisher = _shop.Publisher();

        await publisher.PublishAsync(Shop.Order, new PublishOptions
        {
            Headers = new Dictionary<string, object?>
            {
                ["large"] = new string('x', 129_000),
                ["CC"] = new List<object?> { "copy", "x"u8.ToArray() },
                ["nested"] = new Dictionary<string, object?> { ["list"] = new List<object?> { (byte)1, true, null, 2.5, 2.5f, "text", new byte[] { 1 } } },
                ["decimal"] = -2_147_483_647m,
                ["scaled"] = 123.45m,
                ["ushort"] = ushort.MaxValue,
                ["x-stream-filter-value"] = "a",
            },
        });

        Assert.Equal(1, _shop.Queue.Count);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_default_header_that_RabbitMQ_refuses_is_refused_by_Create(string name, object? value, string told)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(
            () => _shop.Publisher(goqueue => goqueue.Configure(options => options.DefaultHeaders[name] = value)));

        Assert.Equal($"GoQueueOptions.DefaultHeaders: {told}", error.Message);
    }

    private static PublishOptions Options(string name, object? value) => new() { MessageId = "m-1", Headers = new Dictionary<string, object?> { [name] = value } };
}
