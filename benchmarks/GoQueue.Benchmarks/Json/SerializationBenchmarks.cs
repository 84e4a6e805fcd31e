using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using GoQueue.Generated.Json;
using MemoryPack;

namespace GoQueue.Benchmarks.Json;

/// <summary>Every way to write one event into a buffer that exists: ratios are to System.Text.Json's generated fast path.</summary>
/// <typeparam name="T">The event.</typeparam>
[MemoryDiagnoser]
[Config(typeof(SerializationColumns))]
public abstract class SerializationBenchmarks<T>
    where T : IGoQueueEvent<T>
{
    private readonly EventBuffer _buffer = new();
    private Utf8JsonWriter _writer = null!;
    private T _event = default!;
    private JsonTypeInfo<T> _reflection = null!;
    private JsonTypeInfo<T> _metadata = null!;
    private JsonTypeInfo<T> _fastPath = null!;
    private JsonTypeInfo<T> _ours = null!;
    private EventJsonWriter<T> _direct = null!;

    /// <summary>Makes the event to write.</summary>
    protected abstract T Make();

    /// <summary>Makes all writers, and proves that the text ones write the same.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _event = Make();
        _writer = new Utf8JsonWriter(_buffer);
        _reflection = (JsonTypeInfo<T>)new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(typeof(T));
        _metadata = (JsonTypeInfo<T>)OfficialMetadataContext.Default.GetTypeInfo(typeof(T))!;
        _fastPath = (JsonTypeInfo<T>)OfficialContext.Default.GetTypeInfo(typeof(T))!;
        _ours = EventDescriptor.For<T>().JsonTypeInfo;
        _direct = EventDescriptor.For<T>().JsonWriter ?? throw new InvalidOperationException("The event has no direct writer.");
        var lengths = new[] { Reflection(), Metadata(), FastPath(), OurHandler(), OurDirect() };
        if (lengths.Distinct().Count() != 1)
        {
            throw new InvalidOperationException($"The writers differ: {string.Join(", ", lengths)} bytes.");
        }

        Console.WriteLine($"// {lengths[0]} bytes of JSON");
    }

    /// <summary>System.Text.Json, reflection.</summary>
    [Benchmark]
    public int Reflection() => Serialize(_reflection);

    /// <summary>System.Text.Json's generator, metadata mode.</summary>
    [Benchmark]
    public int Metadata() => Serialize(_metadata);

    /// <summary>System.Text.Json's generator, fast path.</summary>
    [Benchmark(Baseline = true)]
    public int FastPath() => Serialize(_fastPath);

    /// <summary>Our handler over Utf8JsonWriter.</summary>
    [Benchmark]
    public int OurHandler() => Serialize(_ours);

    /// <summary>Our direct writer.</summary>
    [Benchmark]
    public int OurDirect()
    {
        _buffer.Reset();
        var json = new JsonSpanWriter(_buffer, 256);
        _direct(ref json, _event);
        json.Complete();
        return _buffer.Length;
    }

    /// <summary>A binary format, for the distance.</summary>
    [Benchmark]
    public int MemoryPack()
    {
        _buffer.Reset();
        MemoryPackSerializer.Serialize(_buffer, _event);
        return _buffer.Length;
    }

    private int Serialize(JsonTypeInfo<T> info)
    {
        _buffer.Reset();
        _writer.Reset(_buffer);
        JsonSerializer.Serialize(_writer, _event, info);
        _writer.Flush();
        return _buffer.Length;
    }
}
