using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Formats;
using GoQueue.Generated.Json;
using GoQueue.InMemory;
using GoQueue.Pipeline;
using GoQueue.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <inheritdoc/>
internal sealed class EventProbe<T> : EventProbe
    where T : IGoQueueEvent<T>
{
    private static readonly EncryptionKey s_key = new("key-1", [.. Enumerable.Range(1, 32).Select(static i => (byte)i)]);

    public override EventDescriptor<T> Descriptor => EventDescriptor.For<T>();

    public override bool HasDirectWriter => Descriptor.JsonWriter is not null;

    public override async Task<PublishedCase> PublishAsync(object message, Action<GoQueuePublisherBuilder>? configure = null)
    {
        var broker = new InMemoryBroker().DeclareExchange(Descriptor.Topic!);
        broker.DeclareQueue("q");
        broker.Bind("q", Descriptor.Topic!, "#");
        await using var publisher = GoQueuePublisher.Create(builder =>
        {
            builder.UseInMemory(broker);
            if (Descriptor.RequiresEncryption)
            {
                builder.UseEncryption(s_key);
            }

            configure?.Invoke(builder);
        });
        await publisher.PublishAsync((T)message);
        var received = Assert.Single(broker.Queue("q").Messages);
        var reader = new MessageReader(new MessageReaderOptions { Keys = new KeyRing(s_key) });
        var data = Encoding.UTF8.GetString(reader.ReadData(received));
        return new PublishedCase(received, data, reader.Read<T>(received).Message!);
    }

    public override IReadOnlyList<(string Way, string Json)> WriteAll(object message)
    {
        var value = (T)message;
        var info = Descriptor.JsonTypeInfo;

        // Any encoder switches the handlers off: what is left is the metadata.
        var metadata = new JsonSerializerOptions(info.Options) { Encoder = JavaScriptEncoder.Default };
        var all = new List<(string, string)>
        {
            ("handler", Outcome(() => JsonSerializer.Serialize(value, info))),
            ("metadata", Outcome(() => JsonSerializer.Serialize(value, GeneratedJson.TypeInfo<T>(metadata)))),
        };
        if (Descriptor.JsonWriter is { } writer)
        {
            all.Add(("direct", Outcome(() => Direct(value, writer))));
        }

        return all;
    }

    public override string Reread(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, Descriptor.JsonTypeInfo)!, Descriptor.JsonTypeInfo);

    public override IReadOnlyList<ValidationFailure> Validate(object message)
    {
        ((T)message).TryValidate(out var failures);
        return failures;
    }

    public override async Task<string> DebugLinesAsync(object message)
    {
        using var loggers = new RecordingLoggers();
        await PublishAsync(message, builder => builder.UseLogging(loggers).UseDebugLogging());
        var shown = string.Join('\n', loggers.Lines);
        Assert.Contains("Publishing", shown, StringComparison.Ordinal);
        return shown;
    }

    public override async Task<string> HarnessFailureAsync(object message)
    {
        await using var harness = GoQueueTestHarness.Create(builder =>
        {
            if (Descriptor.RequiresEncryption)
            {
                builder.UseEncryption(s_key);
            }
        });
        await harness.Publisher.PublishAsync((T)message);
        return Assert.Throws<GoQueueTestException>(() => harness.None<T>()).Message;
    }

    private static string Direct(T value, EventJsonWriter<T> writer)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonSpanWriter(output, 16);
        writer(ref json, value);
        json.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
