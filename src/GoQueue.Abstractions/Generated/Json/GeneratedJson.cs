using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GoQueue.Generated.Json;

/// <summary>
/// The parts that all generated serializer contexts share. Only generated code calls them; stateless, safe from any thread.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GeneratedJson
{
    /// <summary>Describes an object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options in force; their converters win over the generated metadata.</param>
    /// <param name="values">What the generator found.</param>
    /// <param name="numberHandling">The type's own number handling, or null.</param>
    /// <param name="unmappedMemberHandling">What reading does with members it does not know, or null.</param>
    /// <param name="creationHandling">Whether reading replaces or fills its members, or null.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> ObjectInfo<T>(
        JsonSerializerOptions options,
        JsonObjectInfoValues<T> values,
        JsonNumberHandling? numberHandling = null,
        JsonUnmappedMemberHandling? unmappedMemberHandling = null,
        JsonObjectCreationHandling? creationHandling = null)
        where T : notnull
    {
        if (RuntimeConverter(typeof(T), options) is { } converter)
        {
            return JsonMetadataServices.CreateValueInfo<T>(options, converter);
        }

        var info = JsonMetadataServices.CreateObjectInfo(options, values);

        // The values object cannot say "not set": left as it is, it would override options.NumberHandling with Strict.
        info.NumberHandling = numberHandling;
        if (unmappedMemberHandling is not null)
        {
            info.UnmappedMemberHandling = unmappedMemberHandling;
        }

        if (creationHandling is not null)
        {
            info.PreferredPropertyObjectCreationHandling = creationHandling;
        }

        return info;
    }

    /// <summary>Describes a collection.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options in force; their converters win over the generated metadata.</param>
    /// <param name="create">Makes the metadata.</param>
    /// <param name="numberHandling">The type's own number handling, or null.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> CollectionInfo<T>(
        JsonSerializerOptions options, Func<JsonSerializerOptions, JsonTypeInfo<T>> create, JsonNumberHandling? numberHandling = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (RuntimeConverter(typeof(T), options) is { } converter)
        {
            return JsonMetadataServices.CreateValueInfo<T>(options, converter);
        }

        // See ObjectInfo: left as it is, it would override options.NumberHandling.
        var info = create(options);
        info.NumberHandling = numberHandling;
        return info;
    }

    /// <summary>Describes a type that one of System.Text.Json's own converters writes.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options in force; their converters win over <paramref name="converter"/>.</param>
    /// <param name="converter">The converter.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> ValueInfo<T>(JsonSerializerOptions options, JsonConverter converter) =>
        JsonMetadataServices.CreateValueInfo<T>(options, RuntimeConverter(typeof(T), options) ?? converter);

    /// <summary>Describes a type whose converter depends on the options.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options in force; their converters win over <paramref name="converter"/>.</param>
    /// <param name="converter">Makes the converter.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> ValueInfo<T>(JsonSerializerOptions options, Func<JsonSerializerOptions, JsonConverter> converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        return JsonMetadataServices.CreateValueInfo<T>(options, RuntimeConverter(typeof(T), options) ?? converter(options));
    }

    /// <summary>Describes a nullable value type.</summary>
    /// <typeparam name="T">The type without its question mark.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T?> NullableInfo<T>(JsonSerializerOptions options)
        where T : struct =>
        ValueInfo<T?>(options, static options => JsonMetadataServices.GetNullableConverter<T>(options));

    /// <summary>Describes an enum that is written as a number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> EnumInfo<T>(JsonSerializerOptions options)
        where T : struct, Enum =>
        ValueInfo<T>(options, static options => JsonMetadataServices.GetEnumConverter<T>(options));

    /// <summary>Describes an enum that is written as a string.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> EnumStringInfo<T>(JsonSerializerOptions options)
        where T : struct, Enum =>
        ValueInfo<T>(options, static options => Expand(typeof(T), new JsonStringEnumConverter<T>(), options));

    /// <summary>
    /// Describes a type of which only members with a converter of their own are known: System.Text.Json asks for the metadata of every member's
    /// type, although the member's converter writes it.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <returns>The type's metadata.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonTypeInfo<T> ConvertedInfo<T>(JsonSerializerOptions options) => ValueInfo<T>(options, new MemberOnlyConverter<T>());

    /// <summary>Finds a converter among those that the options' owner registered; null where there is none.</summary>
    /// <param name="type">The type to convert.</param>
    /// <param name="options">The options in force.</param>
    /// <returns>The converter, or null.</returns>
    /// <exception cref="InvalidOperationException">A factory among the converters of the options gives no converter.</exception>
    public static JsonConverter? RuntimeConverter(Type type, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var converters = options.Converters;
        for (var i = 0; i < converters.Count; i++)
        {
            if (converters[i].CanConvert(type))
            {
                return Expand(type, converters[i], options);
            }
        }

        return null;
    }

    /// <summary>Turns a factory into the converter that it makes.</summary>
    /// <param name="type">The type to convert.</param>
    /// <param name="converter">A converter or a factory.</param>
    /// <param name="options">The options in force.</param>
    /// <returns>A converter that is no factory.</returns>
    /// <exception cref="InvalidOperationException">The converter is not for this type, or the factory gave none.</exception>
    public static JsonConverter Expand(Type type, JsonConverter converter, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(converter);
        if (!converter.CanConvert(type))
        {
            throw new InvalidOperationException($"The converter '{converter.GetType()}' is not compatible with the type '{type}'.");
        }

        if (converter is not JsonConverterFactory factory)
        {
            return converter;
        }

        return factory.CreateConverter(type, options) is { } made and not JsonConverterFactory
            ? made
            : throw new InvalidOperationException($"The converter '{factory.GetType()}' cannot return null or a JsonConverterFactory instance.");
    }

    /// <summary>Makes a member's own converter.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="converter">A converter or a factory.</param>
    /// <param name="options">The options in force.</param>
    /// <returns>The converter.</returns>
    /// <exception cref="InvalidOperationException">The converter is not for this type.</exception>
    public static JsonConverter<T> Converter<T>(JsonConverter converter, JsonSerializerOptions options) =>
        (JsonConverter<T>)Expand(typeof(T), converter, options);

    /// <summary>Makes the own converter of a nullable member; one for the type without its question mark will do.</summary>
    /// <typeparam name="T">The type without its question mark.</typeparam>
    /// <param name="converter">A converter or a factory.</param>
    /// <param name="options">The options in force.</param>
    /// <returns>The converter.</returns>
    /// <exception cref="InvalidOperationException">The converter is not for this type.</exception>
    public static JsonConverter<T?> NullableConverter<T>(JsonConverter converter, JsonSerializerOptions options)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(converter);
        if (converter.CanConvert(typeof(T?)))
        {
            return Converter<T?>(converter, options);
        }

        var inner = (JsonConverter<T>)Expand(typeof(T), converter, options);
        return JsonMetadataServices.GetNullableConverter(JsonMetadataServices.CreateValueInfo<T>(options, inner));
    }

    /// <summary>The metadata of a type under given options.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">Options whose resolver knows the type.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="NotSupportedException">The resolver does not know the type.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    /// <summary>
    /// The metadata of an event with a context of the user's: under the settings of the event's assembly, with what the user's context knows
    /// and the converters it registers.
    /// </summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="generated">The assembly's context.</param>
    /// <param name="own">The user's context.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="NotSupportedException">Neither context knows the event.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerContext generated, JsonSerializerContext own)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(own);

        // Combined, never forwarded: System.Text.Json asks the outermost resolver whether pre-encoded names fit, so a context that hands a
        // request on to another would let that one's names through under settings they were not made for.
        var options = new JsonSerializerOptions(generated.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(generated, own),
        };
        foreach (var converter in own.Options.Converters)
        {
            options.Converters.Add(converter);
        }

        return TypeInfo<T>(options);
    }

    /// <summary>Writes a value by its metadata.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">The options in force.</param>
    public static void Write<T>(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, TypeInfo<T>(options));

    /// <summary>Writes a value by one of System.Text.Json's own converters, or null.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    /// <param name="converter">The converter.</param>
    /// <param name="options">The options in force.</param>
    public static void Write<T>(Utf8JsonWriter writer, T value, JsonConverter<T> converter, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(converter);
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            converter.Write(writer, value, options);
        }
    }

    /// <summary>The exception for a null against an annotation, where the assembly's settings refuse it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="type">The type that declares it.</param>
    /// <returns>What is to be thrown.</returns>
    public static JsonException NullRefused(string member, Type type) =>
        new($"The member '{member}' of '{type}' is null, which its annotation does not admit: give it a value, or declare it nullable.");

    /// <summary>Refuses a value that would be nested too deep, as JsonSerializer does. The writer's own limit is another.</summary>
    /// <param name="writer">Where it would be written.</param>
    /// <param name="options">The options in force.</param>
    /// <exception cref="JsonException">The depth is over the limit.</exception>
    public static void CheckDepth(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        if (IsFull(writer, options))
        {
            ThrowTooDeep(LimitOf(options));
        }
    }

    /// <summary>Whether the object or array that was begun last is at the deepest level, where it may hold no values.</summary>
    /// <param name="writer">Where it was begun.</param>
    /// <param name="options">The options in force.</param>
    /// <returns>Whether a value would be refused.</returns>
    public static bool IsFull(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        return writer.CurrentDepth >= LimitOf(options);
    }

    private static int LimitOf(JsonSerializerOptions options) => options.MaxDepth == 0 ? 64 : options.MaxDepth;

    [DoesNotReturn]
    internal static void ThrowTooDeep(int limit) => throw new JsonException(
        $"The event is nested deeper than {limit} levels, or it contains itself: send flatter data, or break the cycle with [JsonIgnore].");
}
