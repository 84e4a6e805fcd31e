using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>What a broker or its client would refuse is refused before anything is written, with the message's identity: there it would cost a channel or the connection.</summary>
[Covers(typeof(MessageGuards))]
[Trait("Speed", "Quick")]
public sealed class RefusedMessageTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Refused => new()
    {
        { "body", "The body has 16,777," },
        { "properties", "Its properties and headers take 140," },
        { "header of a Guid", "The header 'h' is a System.Guid, which AMQP cannot carry: use text, a boolean, a signed number, bytes, or List<object?> and Dictionary<string, object?> of these." },
        { "header of a ulong", "The header 'h' is a System.UInt64, which AMQP cannot carry" },
        { "header of a DateTime", "The header 'h' is a System.DateTime, which AMQP cannot carry" },
        { "header of a DateTimeOffset", "The header 'h' is a System.DateTimeOffset, which AMQP cannot carry" },
        { "header of a char", "The header 'h' is a System.Char, which AMQP cannot carry" },
        { "header of an enum", "The header 'h' is a System.DayOfWeek, which AMQP cannot carry" },
        { "header of memory", "The header 'h' is a System.ReadOnlyMemory`1[System.Byte], which AMQP cannot carry" },
        { "header of a set", "The header 'h' is a System.Collections.Generic.HashSet`1[System.String], which AMQP cannot carry" },
        { "header of a Half", "The header 'h' is a System.Half, which AMQP cannot carry" },
        { "header of a nint", "The header 'h' is a System.IntPtr, which AMQP cannot carry" },
        { "header of a long decimal", "The header 'h' is or holds a decimal that is too large: AMQP's decimal holds 31 bits and a scale" },
        { "header of NaN", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "header of infinity", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "header of float NaN", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "header of minus infinity as a float", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "header of a list with NaN", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "header of an array of float with NaN", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "header of a table with NaN in a list", "The header 'h' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text." },
        { "stream filter of a number", "The header 'x-stream-filter-value' selects messages of a stream and must be text: it is a System.Int32." },
        { "stream filter of bytes", "The header 'x-stream-filter-value' selects messages of a stream and must be text: it is a System.Byte[]." },
        { "stream filter of null", "The header 'x-stream-filter-value' selects messages of a stream and must be text: it is null." },
        { "header of a list with a Guid", "which AMQP cannot carry" },
        { "header of a table with a Guid", "which AMQP cannot carry" },
        { "header of a table with a long name", "The header 'h' holds a name of more than 255 bytes of UTF-8: shorten it." },
        { "header with a long name", "The name of a header has 256 bytes of UTF-8 and AMQP allows 255: shorten it." },
        { "header with a control character in its name", "holds a control character: remove it." },
        { "expiration below zero", "The expiration -00:00:00.0010000 of message m-1 (orders/order.placed 1.0) is out of range: brokers take 0 to 4,294,967,295 ms." },
        { "expiration too long", "is out of range: brokers take 0 to 4,294,967,295 ms." },
        { "priority", "The priority 99 of message m-1 (orders/order.placed 1.0) is none that there is: use Low, Normal or High." },
        { "reply-to of the fast kind", "The reply-to 'amq.rabbitmq.reply-to' needs a consumer on the channel that publishes, and publishing channels have none: name a queue." },
        { "long reply-to", "The reply-to has 256 bytes of UTF-8 and AMQP allows 255: shorten it." },
        { "reply-to with a control character", "The reply-to holds a control character: remove it." },
        { "long correlation id", "The correlation id has 256 bytes of UTF-8 and AMQP allows 255: shorten it." },
        { "correlation id with a control character", "The correlation id holds a control character: remove it." },
        { "CC of one text", "The header 'CC' routes copies and must be a list of texts: it is a System.String." },
        { "BCC of numbers", "The header 'BCC' routes copies and must be a list of texts" },
        { "CC of null", "The header 'CC' routes copies and must be a list of texts: it is null." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task It_is_refused_before_anything_is_written_and_names_the_message(string what, string told)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));

        (OrderPlaced message, PublishOptions options) = Make(what);
        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishOrderPlacedAsync(message, options).AsTask().WaitAsync(SoonEnough));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.Contains("message m-1 (orders/order.placed 1.0)", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("m-1", "orders", "order.placed", "1.0"), (refused.MessageId, refused.Topic, refused.Action, refused.Version));
        Assert.Equal((PublishOutcome.NotSent, 0), (refused.Outcome, refused.Attempts));

        // Its id is free again, neither channel nor connection has suffered, and the broker has seen nothing of it.
        await publisher.PublishOrderPlacedAsync(new(2, "ann"), new PublishOptions { MessageId = "m-1" }).AsTask().WaitAsync(SoonEnough);
        Assert.Equal(2, broker.Publishes.Count);
        Assert.Single(broker.Connections);
        Assert.DoesNotContain(broker.Connections[0].Channels, static channel => channel.IsClosing);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_header_that_is_not_finite_is_refused_from_a_middleware_and_from_a_member_too(double value)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString()).Use((context, next) =>
        {
            context.Headers["ratio"] = context.TryGetEvent<OrderPlaced>(out _) ? value : 0.5;
            return next(context);
        }));

        var fromMiddleware = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough));
        var fromMember = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(new RatioMeasured(value)).AsTask().WaitAsync(SoonEnough));
        await publisher.PublishAsync(new RatioMeasured(1)).AsTask().WaitAsync(SoonEnough);

        Assert.Contains("The header 'ratio' is or holds a number that is NaN or infinite", fromMiddleware.Message, StringComparison.Ordinal);
        Assert.Contains("The header 'measured-ratio' is or holds a number that is NaN or infinite", fromMember.Message, StringComparison.Ordinal);
        Assert.Single(broker.Publishes);
        Assert.Single(broker.Connections);
    }

    [Theory]
    [InlineData("m-1\n2026-11-25 forged line")]
    [InlineData("m-1\u001b[31m")]
    [InlineData("m-1\u0085")]
    [InlineData("\u007f")]
    public async Task An_id_with_a_control_character_is_refused_and_not_repeated(string id)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(
            () => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = id }).AsTask().WaitAsync(SoonEnough));

        Assert.Equal("Message (orders/order.placed 1.0) was not sent. The message id holds a control character: remove it.", refused.Message);
        Assert.Null(refused.MessageId);
        Assert.Empty(broker.Connections);
    }

    [Fact]
    public async Task A_closed_publisher_and_a_cancelled_token_do_not_repeat_it_either()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        var options = new PublishOptions { MessageId = "m-1\nforged" };

        await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann"), options, new CancellationToken(true)).AsTask());
        await publisher.DisposeAsync();
        await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann"), options).AsTask());
        await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(GoQueueMessage.Create().Topic("orders").Action("order.placed").Id("m-1\nforged").Build()).AsTask());
    }

    [Fact]
    public async Task What_just_fits_goes_through_a_real_broker()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await vhost.DeclareQueueAsync("copies", "orders", "copy");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions
        {
            // One frame has 131,072 bytes here: as much as fits with all other headers and properties.
            Headers = new Dictionary<string, object?>
            {
                ["large"] = new string('x', 129_000),
                ["CC"] = new List<object?> { "copy" },
                ["nested"] = new Dictionary<string, object?> { ["list"] = new List<object?> { 1, true, null, 2.5, "text", new byte[] { 1 } } },
                ["decimal"] = 123.45m,
                ["ushort"] = ushort.MaxValue,
            },
            Expiration = TimeSpan.FromMilliseconds(uint.MaxValue),
            ReplyTo = new string('r', 255),
            CorrelationId = new string('c', 255),
            Priority = EventPriority.High,
        }).AsTask().WaitAsync(SoonEnough);

        var found = await vhost.TakeAsync("all");
        Assert.Equal(("4294967295", 8, 255), (found.BasicProperties.Expiration, found.BasicProperties.Priority, found.BasicProperties.ReplyTo!.Length));
        // Nobody can set it: a wrong one would cost the channel.
        Assert.False(found.BasicProperties.IsUserIdPresent());
        Assert.NotNull(await vhost.TakeAsync("copies"));
    }

    private static (OrderPlaced Message, PublishOptions Options) Make(string what)
    {
        var options = new PublishOptions { MessageId = "m-1" };
        var small = new OrderPlaced(1, "ann");
        PublishOptions With(object? value, string name = "h") => options with { Headers = new Dictionary<string, object?> { [name] = value } };
        return what switch
        {
            "body" => (new OrderPlaced(1, new string('x', 16 * 1024 * 1024)), options),
            "properties" => (small, With(new string('x', 140_000))),
            "header of a Guid" => (small, With(Guid.Empty)),
            "header of a ulong" => (small, With(1UL)),
            "header of a DateTime" => (small, With(DateTime.UnixEpoch)),
            "header of a DateTimeOffset" => (small, With(DateTimeOffset.UnixEpoch)),
            "header of a char" => (small, With('x')),
            "header of an enum" => (small, With(DayOfWeek.Monday)),
            "header of memory" => (small, With(new ReadOnlyMemory<byte>([1]))),
            "header of a set" => (small, With(new HashSet<string>())),
            "header of a Half" => (small, With((Half)1)),
            "header of a nint" => (small, With((nint)1)),
            "header of a long decimal" => (small, With(decimal.MaxValue)),
            "header of NaN" => (small, With(double.NaN)),
            "header of infinity" => (small, With(double.PositiveInfinity)),
            "header of float NaN" => (small, With(float.NaN)),
            "header of minus infinity as a float" => (small, With(float.NegativeInfinity)),
            "header of a list with NaN" => (small, With(new List<object?> { 1.5, double.NaN })),
            "header of an array of float with NaN" => (small, With(new[] { 1f, float.NaN })),
            "header of a table with NaN in a list" => (small, With(new Dictionary<string, object?> { ["x"] = new object?[] { double.NegativeInfinity } })),
            "stream filter of a number" => (small, With(5, "x-stream-filter-value")),
            "stream filter of bytes" => (small, With(new byte[] { 1 }, "x-stream-filter-value")),
            "stream filter of null" => (small, With(null, "x-stream-filter-value")),
            "header of a list with a Guid" => (small, With(new List<object?> { Guid.Empty })),
            "header of a table with a Guid" => (small, With(new Dictionary<string, object?> { ["x"] = Guid.Empty })),
            "header of a table with a long name" => (small, With(new Dictionary<string, object?> { [new string('n', 256)] = 1 })),
            "header with a long name" => (small, With(1, new string('n', 256))),
            "header with a control character in its name" => (small, With(1, "a\nb")),
            "expiration below zero" => (small, options with { Expiration = TimeSpan.FromMilliseconds(-1) }),
            "expiration too long" => (small, options with { Expiration = TimeSpan.FromDays(50) }),
            "priority" => (small, options with { Priority = (EventPriority)99 }),
            "reply-to of the fast kind" => (small, options with { ReplyTo = "amq.rabbitmq.reply-to" }),
            "long reply-to" => (small, options with { ReplyTo = new string('r', 256) }),
            "reply-to with a control character" => (small, options with { ReplyTo = "a\rb" }),
            "long correlation id" => (small, options with { CorrelationId = new string('c', 256) }),
            "correlation id with a control character" => (small, options with { CorrelationId = "a\tb" }),
            "CC of one text" => (small, With("copy", "CC")),
            "BCC of numbers" => (small, With(new List<object?> { 1 }, "BCC")),
            "CC of null" => (small, With(null, "CC")),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }
}
