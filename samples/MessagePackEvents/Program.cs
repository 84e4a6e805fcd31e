using GoQueue;
using GoQueue.Formats;
using GoQueue.InMemory;
using Market.Events;
using MessagePackEvents;

var serializer = new MessagePackPayloadSerializer().Add(new PriceTickedCodec());

// Without ConnectionStrings__rabbitmq the messages stay in this process.
var broker = Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq");
var memory = new InMemoryBroker();
await using var publisher = GoQueuePublisher.Create(goqueue =>
{
    goqueue
        .AddSerializer(serializer)
        .ForEvent<PriceTicked>(e => (e.Format, e.ContentType) = (MessageFormat.Raw, serializer.ContentType));   // SymbolListed stays JSON
    _ = broker is null ? goqueue.UseInMemory(memory) : goqueue.UseRabbitMQ(broker);
});
await publisher.DeclareTopologyAsync(GoQueueEvents.All, topology => topology.Queue("messagepack-sample", QueueType.Classic).Bind("messagepack-sample", "market"));

var tick = new PriceTicked("ACME", 1234.56m, 4_711, new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero));
await publisher.PublishPriceTickedAsync(tick);
await publisher.PublishSymbolListedAsync(new SymbolListed("ACME", "Acme Corporation"));

var reader = new MessageReader(new MessageReaderOptions { Serializers = [serializer] });
var received = broker is null ? memory.Queue("messagepack-sample").Messages : await RabbitMqQueue.TakeAllAsync(broker, "messagepack-sample");
foreach (var message in received)
{
    var metadata = reader.ReadMetadata(message);
    Console.WriteLine($"{metadata.Action}: {metadata.ContentType}, {message.Body.Length} bytes of body, format {metadata.Format}");
    if (metadata.Action == "price.ticked")
    {
        Console.WriteLine($"  {Convert.ToHexString(message.Body.Span)}");
        var (read, _) = reader.Read<PriceTicked>(message);
        Console.WriteLine($"  read back: {read}, equal to what was published: {read == tick}");
    }
}
