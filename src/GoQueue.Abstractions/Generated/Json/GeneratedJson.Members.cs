using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GoQueue.Generated.Json;

/// <summary>The members of an object.</summary>
public static partial class GeneratedJson
{
    /// <summary>Describes one member.</summary>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <param name="values">What the generator found.</param>
    /// <param name="required">Whether reading fails without it.</param>
    /// <param name="order">Its place; members of equal order keep their own.</param>
    /// <param name="getterNeverNull">Whether its annotation promises that it never gives null.</param>
    /// <param name="setterNeverNull">Whether its annotation forbids to set null.</param>
    /// <param name="creationHandling">Whether reading replaces or fills what is there; null leaves it to the type.</param>
    /// <returns>The member's metadata.</returns>
    public static JsonPropertyInfo Property<TValue>(
        JsonSerializerOptions options,
        JsonPropertyInfoValues<TValue> values,
        bool required = false,
        int order = 0,
        bool getterNeverNull = false,
        bool setterNeverNull = false,
        JsonObjectCreationHandling? creationHandling = null)
    {
        var property = JsonMetadataServices.CreatePropertyInfo(options, values);
        if (required)
        {
            property.IsRequired = true;
        }

        if (order != 0)
        {
            property.Order = order;
        }

        if (getterNeverNull)
        {
            property.IsGetNullable = false;
        }

        if (setterNeverNull)
        {
            property.IsSetNullable = false;
        }

        if (creationHandling is not null)
        {
            property.ObjectCreationHandling = creationHandling;
        }

        return property;
    }

    /// <summary>Describes a public property with nothing to be said about it but its name: most are.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <param name="declaringType">The type that declares it.</param>
    /// <param name="name">Its name in C#; the options' naming policy makes the one in JSON.</param>
    /// <param name="getter">Reads it, or null.</param>
    /// <param name="setter">Sets it, or null.</param>
    /// <param name="neverNull">Whether its annotation promises that it never gives null, and forbids to set it.</param>
    /// <returns>The property's metadata.</returns>
    public static JsonPropertyInfo PublicProperty<TValue>(
        JsonSerializerOptions options,
        Type declaringType,
        string name,
        Func<object, TValue?>? getter,
        Action<object, TValue?>? setter,
        bool neverNull = false)
    {
        var values = new JsonPropertyInfoValues<TValue>
        {
            PropertyName = name,
            DeclaringType = declaringType,
            IsProperty = true,
            IsPublic = true,
            Getter = getter,
            Setter = setter,
        };
        return Property(options, values, getterNeverNull: neverNull, setterNeverNull: neverNull);
    }

    /// <summary>Describes a public property that the constructor sets, with nothing else to be said about it: those of a record's parameters.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <param name="declaringType">The type that declares it.</param>
    /// <param name="name">Its name in C#; the options' naming policy makes the one in JSON.</param>
    /// <param name="getter">Reads it.</param>
    /// <param name="neverNull">Whether its annotation promises that it never gives null, and forbids to set it.</param>
    /// <returns>The property's metadata.</returns>
    public static JsonPropertyInfo ConstructorProperty<TValue>(
        JsonSerializerOptions options, Type declaringType, string name, Func<object, TValue?> getter, bool neverNull = false) =>
        PublicProperty(options, declaringType, name, getter, BoundByConstructor, neverNull);

    /// <summary>
    /// Stands as the setter of members that the constructor sets: without a setter, <see cref="JsonSerializerOptions.IgnoreReadOnlyProperties"/>
    /// would drop them.
    /// </summary>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <param name="instance">Not used.</param>
    /// <param name="value">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public static void BoundByConstructor<TValue>(object instance, TValue? value) =>
        throw new InvalidOperationException("This member is set by the constructor alone.");
}
