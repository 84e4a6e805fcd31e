using System.Reflection;
using System.Runtime.CompilerServices;

namespace GoQueue.Generated.Tests.Json;

/// <summary>
/// Makes values of any type: each scalar from its boundaries or at random, each object through its constructor and setters. The same seed
/// gives the same value.
/// </summary>
internal sealed class Samples(int seed)
{
    // A type may contain itself.
    private const int Deepest = 5;

    private static readonly string?[] s_texts =
    [
        "", " ", "plain", "<>&'\"+`\\/", "\u0000\u0001\b\t\n\f\r\u001f\u007f", "é\u00a0\u2028\u2029", "日本語", "😀", "\uD83D", "a\uDE00b", "ÿ\uFFFF\uFFFD", "null", "{}",
        "a longer text that no small buffer can hold at once, with some more words after it and an end",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Whether the values are written alike by every process. Default: <see langword="false"/>.</summary>
    public bool AreAlike { get; init; }

    public T Make<T>() => (T)Make(typeof(T), 0)!;

    public object? Make(Type type, int depth) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Enumeration(type),
        TypeCode.Boolean => _random.Next(2) == 0,
        TypeCode.Char => Pick('a', '\0', '"', 'é', '\uD83D', '\uFFFF'),
        TypeCode.SByte => Pick(sbyte.MinValue, (sbyte)-1, (sbyte)0, sbyte.MaxValue, (sbyte)_random.Next()),
        TypeCode.Byte => Pick(byte.MinValue, byte.MaxValue, (byte)_random.Next()),
        TypeCode.Int16 => Pick(short.MinValue, short.MaxValue, (short)_random.Next()),
        TypeCode.UInt16 => Pick(ushort.MinValue, ushort.MaxValue, (ushort)_random.Next()),
        TypeCode.Int32 => Pick(int.MinValue, 0, int.MaxValue, _random.Next()),
        TypeCode.UInt32 => Pick(uint.MinValue, uint.MaxValue, (uint)_random.NextInt64()),
        TypeCode.Int64 => Pick(long.MinValue, 0L, long.MaxValue, _random.NextInt64()),
        TypeCode.UInt64 => Pick(ulong.MinValue, ulong.MaxValue, (ulong)_random.NextInt64()),
        TypeCode.Single => Pick(float.MinValue, -0f, float.Epsilon, float.MaxValue, _random.NextSingle()),
        TypeCode.Double => Pick(double.MinValue, -0d, double.Epsilon, 1e21, 0.1, double.MaxValue, _random.NextDouble() * 1e6),
        TypeCode.Decimal => Pick(decimal.MinValue, 0m, 0.00m, 1.10m, -79228162514264.337593543950335m, decimal.MaxValue),
        TypeCode.DateTime => Pick(DateTime.MinValue, DateTime.MaxValue, new DateTime(2026, 11, 23, 8, 17, 42, 120, DateTimeKind.Utc), new DateTime(_random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Unspecified)),
        TypeCode.String => Text(),
        _ => Special(type, depth),
    };

    private string? Text() => _random.Next(12) switch
    {
        0 => null,
        1 => new string((char)_random.Next(32, 0x3000), _random.Next(300)),
        _ => Pick(s_texts),
    };

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private object Enumeration(Type type)
    {
        var values = Enum.GetValuesAsUnderlyingType(type);
        return _random.Next(4) == 0
            ? Enum.ToObject(type, Make(Enum.GetUnderlyingType(type), 0)!)
            : Enum.ToObject(type, values.GetValue(_random.Next(values.Length))!);
    }

    private object? Special(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return _random.Next(3) == 0 ? null : Make(underlying, depth);
        }

        if (SpecialSamples.TryMake(type, _random, out var value))
        {
            return value;
        }

        if (!type.IsValueType && (depth >= Deepest || (depth > 0 && _random.Next(5) == 0)))
        {
            return null;
        }

        return CollectionSamples.TryMake(type, this, _random, depth, out value) ? value : Instance(type, depth);
    }

    private object? Instance(Type type, int depth)
    {
        if (type.IsAbstract || type.GetCustomAttribute<System.Text.Json.Serialization.JsonPolymorphicAttribute>() is not null)
        {
            var derived = type.GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>(false).Select(static attribute => attribute.DerivedType).ToArray();
            return derived.Length == 0 ? null : Instance(Pick(derived), depth);
        }

        var constructor = type.GetConstructors().Where(constructor => !IsCopy(constructor, type)).MaxBy(static constructor => constructor.GetParameters().Length)
            ?? Array.Find(type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic), static constructor => constructor.IsDefined(typeof(System.Text.Json.Serialization.JsonConstructorAttribute)));
        var instance = constructor is null
            ? type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : Activator.CreateInstance(type, nonPublic: true)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (property is { SetMethod: { } setter, Name: not "EqualityContract" } && property.GetIndexParameters().Length == 0 && _random.Next(4) != 0)
            {
                setter.Invoke(instance, [Make(property.PropertyType, depth + 1)]);
            }
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (!field.IsInitOnly && !field.Name.Contains('<', StringComparison.Ordinal) && _random.Next(4) != 0)
            {
                field.SetValue(instance, Make(field.FieldType, depth + 1));
            }
        }

        return instance;
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [{ } only] && only.ParameterType == type;
}
