using System.Buffers;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using GoQueue.Generated.Json;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>
/// One event in a compilation of its own, compiled with what the generator adds, and loaded: a shared type graph hides
/// what one event lacks. The source declares the event, and <c>static class Sample</c> with its <c>Value</c>.
/// </summary>
internal sealed class LoadedEvent
{
    private readonly Assembly _assembly;

    private LoadedEvent(Assembly assembly)
    {
        _assembly = assembly;
        Value = assembly.GetType("Sample", throwOnError: true)!.GetProperty("Value")!.GetValue(null)!;
    }

    public object Value { get; }

    /// <summary>What debug logging shows of the value.</summary>
    public string Logged => Call<string>(nameof(LoggedOf), Value);

    /// <summary>The message's data.</summary>
    public string Json => Call<string>(nameof(JsonOf), Value);

    /// <summary>The data of another value of the event.</summary>
    public string JsonOfRead(object read) => Call<string>(nameof(JsonOf), read);

    public string? RoutingKey => Call<string?>(nameof(RoutingKeyOf), Value);

    public string? OrderingKey => Call<string?>(nameof(OrderingKeyOf), Value);

    public IReadOnlyDictionary<string, object?> Headers => Call<IReadOnlyDictionary<string, object?>>(nameof(HeadersOf), Value);

    /// <summary>Path and rule of each failure.</summary>
    public IReadOnlyList<string> Failures => Call<IReadOnlyList<string>>(nameof(FailuresOf), Value);

    /// <summary>Another property of <c>Sample</c>.</summary>
    public object? Sample(string name) => _assembly.GetType("Sample", throwOnError: true)!.GetProperty(name)!.GetValue(null);

    public bool RequiresEncryption => Call<bool>(nameof(RequiresEncryptionOf), Value);

    /// <summary>What is read from <paramref name="json"/>.</summary>
    public object Read(string json) => Call<object>(nameof(ReadOf), json);

    /// <param name="source">The event and its sample; <c>using GoQueue;</c> and JSON's namespace are given.</param>
    /// <param name="library">Another assembly that the event uses; compiled without the generator.</param>
    public static LoadedEvent Of(string source, string? library = null)
    {
        var context = new AssemblyLoadContext("event", isCollectible: true);
        var compilation = Sources.Compile("using GoQueue; using System.Text.Json.Serialization;\n" + source);
        if (library is not null)
        {
            var image = Emit(Sources.CompileAs("Library", LanguageVersion.CSharp14, "using GoQueue;\n" + library));
            context.LoadFromStream(new MemoryStream(image));
            compilation = compilation.AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image));
        }

        return new LoadedEvent(context.LoadFromStream(new MemoryStream(Emit(GeneratorRun.Of(compilation).Output))));
    }

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }

    private T Call<T>(string method, object argument)
    {
        try
        {
            return (T)typeof(LoadedEvent).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(Value.GetType())
                .Invoke(null, [argument])!;
        }
        catch (TargetInvocationException failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }

    private static string LoggedOf<T>(T value)
        where T : IGoQueueEvent<T> => EventDescriptor.For<T>().RedactedJsonWriter is { } redacted ? Written(redacted, value) : JsonOf(value);

    private static string JsonOf<T>(T value)
        where T : IGoQueueEvent<T>
    {
        var json = JsonSerializer.Serialize(value, EventDescriptor.For<T>().JsonTypeInfo);
        if (EventDescriptor.For<T>().JsonWriter is { } direct)
        {
            Assert.Equal(json, Written(direct, value));
        }

        return json;
    }

    private static object? ReadOf<T>(string json)
        where T : IGoQueueEvent<T> => JsonSerializer.Deserialize(json, EventDescriptor.For<T>().JsonTypeInfo);

    private static string? RoutingKeyOf<T>(T value)
        where T : IGoQueueEvent<T> => EventDescriptor.For<T>().RoutingKey?.Invoke(value);

    private static string? OrderingKeyOf<T>(T value)
        where T : IGoQueueEvent<T> => EventDescriptor.For<T>().OrderingKey?.Invoke(value);

    private static Dictionary<string, object?> HeadersOf<T>(T value)
        where T : IGoQueueEvent<T>
    {
        var headers = new MessageHeaders();
        EventDescriptor.For<T>().HeaderWriter?.Invoke(value, headers);
        return headers.ToDictionary(static header => header.Key, static header => header.Value, StringComparer.Ordinal);
    }

    private static string[] FailuresOf<T>(T value)
        where T : IGoQueueEvent<T>
    {
        value.TryValidate(out var failures);
        return [.. failures.Select(static failure => $"{failure.Path} {failure.Rule}")];
    }

    private static bool RequiresEncryptionOf<T>(T value)
        where T : IGoQueueEvent<T> => EventDescriptor.For<T>().RequiresEncryption;

    private static string Written<T>(EventJsonWriter<T> writer, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonSpanWriter(output, 16);
        writer(ref json, value);
        json.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
