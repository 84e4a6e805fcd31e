using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;

#pragma warning disable CA1720 // members here are named by their type

namespace GoQueue.Generated.Tests.Validation;

// The framework reads attributes of properties only, hence [property: …].
[GoQueueEvent("validation", "texts", "1.0")]
public sealed partial record Texts(
    [property: EmailAddress] string? Email = null,
    [property: Phone] string? Phone = null,
    [property: Url] string? Url = null,
    [property: Url] Uri? Site = null,
    [property: CreditCard] string? Card = null,
    [property: Base64String] string? Data = null,
    [property: RegularExpression("a|ab")] string? Pattern = null,
    [property: StringLength(4, MinimumLength = 2)] string? Between = null,
    [property: StringLength(4)] string? Short = null,
    [property: MinLength(2)] string? Long = null,
    [property: MaxLength(4)] string? NotLong = null,
    [property: MaxLength] string? Any = null,
    [property: Length(2, 4)] string? Length = null,
    [property: Range(2, 4)] string? Number = null,
    [property: Range(0.5, 1.5)] string? Fraction = null,
    [property: AllowedValues("a", "B", null)] string? Allowed = null,
    [property: DeniedValues("a", "B")] string? Denied = null,
    [property: EnumDataType(typeof(DayOfWeek))] string? Day = null,
    [property: EnumDataType(typeof(AttributeTargets))] string? Targets = null,
    [property: RegularExpression("[^x]*"), StringLength(5), MinLength(3)] string? Several = null);

[GoQueueEvent("validation", "required", "1.0", JsonContext = typeof(ValidationJsonContext))]
public sealed partial record Requirements
{
    [Required]
    public string? Name { get; init; }

    [Required(AllowEmptyStrings = true)]
    public string? Note { get; init; }

    [Required, StringLength(3), RegularExpression("[a-z]*")]
    public string? Code { get; init; }

    [Required, Range(1, 5)]
    public int? Count { get; init; }

    [Required, MinLength(1)]
    public IReadOnlyList<int>? Items { get; init; }

    [DeniedValues("secret", null)]
    public string? Password { get; init; }

    [AllowedValues("a")]
    public string? Letter { get; init; }
}

[GoQueueEvent("validation", "numbers", "1.0")]
public sealed partial record Numbers
{
    [Range(-2, 5)]
    public sbyte SByte { get; init; }

    [Range(2, 5)]
    public byte Byte { get; init; } = 2;

    [Range(-2, 5, MinimumIsExclusive = true)]
    public short Int16 { get; init; }

    [Range(0, 5, MaximumIsExclusive = true)]
    public ushort UInt16 { get; init; }

    [Range(-2, 5, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public int Int32 { get; init; }

    [Range(-2, 5)]
    public int? NullableInt32 { get; init; }

    [Range(0, 5)]
    public uint UInt32 { get; init; }

    [Range(-2, 5)]
    public long Int64 { get; init; }

    [Range(0, 5)]
    public ulong UInt64 { get; init; }

    [Range(-1.5, 2.5)]
    public float Single { get; init; }

    [Range(-1.5, 2.5)]
    public double Double { get; init; }

    [Range(-1.5, 2.5)]
    public double? NullableDouble { get; init; }

    [Range(-1.5, 2.5)]
    public decimal Decimal { get; init; }

    [Range(-1.5, 2.5)]
    public int FractionOfInt32 { get; init; }

#pragma warning disable GQ4012 // what it warns of is compared here
    [Range(-1, 3)]
    public double Rounded { get; init; }

    [Range(-1, 3)]
    public decimal RoundedDecimal { get; init; }
#pragma warning restore GQ4012

    [Range(typeof(decimal), "-0.1", "99999999999999999999.99", ParseLimitsInInvariantCulture = true)]
    public decimal Price { get; init; }

    [Range(typeof(long), "-9223372036854775808", "3")]
    public long Long { get; init; }

    [Range(typeof(DateTime), "2020-01-01", "2030-12-31T23:59:59")]
    public DateTime Date { get; init; } = new(2021, 1, 1);

    [Range(typeof(DateOnly), "2020-01-01", "2030-12-31")]
    public DateOnly Day { get; init; } = new(2021, 1, 1);

    [Range(typeof(TimeOnly), "08:00", "17:30")]
    public TimeOnly Time { get; init; } = new(9, 0);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan? Wait { get; init; }

    [Range(typeof(DateTimeOffset), "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")]
    public DateTimeOffset? Moment { get; init; }

    [Range(typeof(DayOfWeek), "Monday", "Friday")]
    public DayOfWeek? Workday { get; init; }

    [Range(1, 5)]
    public DayOfWeek? Weekday { get; init; }

    [Range(typeof(bool), "true", "true")]
    public bool? Accepted { get; init; }

    [Range(1, 1)]
    public bool? Agreed { get; init; }

    [Range(typeof(char), "a", "f")]
    public char? Letter { get; init; }

    [AllowedValues(1, 3, 5, null)]
    public int? Odd { get; init; }

    [AllowedValues(1, 3, 5)]
    public int OddAlways { get; init; } = 1;

    [AllowedValues(-1L, long.MaxValue, null)]
    public long? AllowedLong { get; init; }

    [DeniedValues(0.5, double.NaN)]
    public double DeniedDouble { get; init; }

    [DeniedValues((byte)3)]
    public byte DeniedByte { get; init; }

    [AllowedValues('a', 'b', null)]
    public char? AllowedChar { get; init; }

    [AllowedValues(DayOfWeek.Monday, DayOfWeek.Friday, null)]
    public DayOfWeek? AllowedDay { get; init; }

    [EnumDataType(typeof(DayOfWeek))]
    public DayOfWeek NamedDay { get; init; }

    [EnumDataType(typeof(DayOfWeek))]
    public int DayNumber { get; init; }

    [EnumDataType(typeof(AttributeTargets))]
    public AttributeTargets? Targets { get; init; }

    [RegularExpression(@"-?\d{1,3}")]
    public int Digits { get; init; }

    [RegularExpression("True")]
    public bool? Yes { get; init; }

    [RegularExpression("Mon.*")]
    public DayOfWeek? DayText { get; init; }
}

[GoQueueEvent("validation", "collections", "1.0", JsonContext = typeof(ValidationJsonContext))]
public sealed partial record Lengths(
    [property: MinLength(2)] int[]? Array = null,
    [property: MaxLength(2)] List<int>? List = null,
    [property: Length(1, 2)] IReadOnlyList<int>? ReadOnly = null,
    [property: Length(1, 2)] IReadOnlyCollection<int>? Collection = null,
    [property: MinLength(1)] Dictionary<string, int>? Map = null,
    [property: MinLength(1)] IReadOnlyDictionary<string, int>? ReadOnlyMap = null,
    [property: MaxLength(2)] HashSet<int>? Set = null,
    [property: MaxLength(2)] Collection<int>? Owned = null,
    [property: MaxLength(2)] ICollection<int>? Interface = null);

[GoQueueEvent("validation", "texts.of.own", "1.0")]
public sealed partial record Worded
{
    [Required(ErrorMessage = "{0} fehlt."), Display(Name = "Der Name")]
    public string? Name { get; init; }

    [StringLength(4, MinimumLength = 2, ErrorMessage = "{0} braucht {2} bis {1} Zeichen, \"nicht\" mehr {{}}.")]
    public string? Code { get; init; }

    [Range(0.5, 1.5, ErrorMessage = "{0}: {1:0.00} - {2:0.00}")]
    public double Share { get; init; } = 1;

    [EmailAddress(ErrorMessageResourceType = typeof(WordedTexts), ErrorMessageResourceName = nameof(WordedTexts.NoAddress))]
    [Display(Name = nameof(WordedTexts.AddressName), ResourceType = typeof(WordedTexts))]
    public string? Address { get; init; }

    [Compare(nameof(Address))]
    public string? AddressAgain { get; init; }

    [Compare(nameof(Number), ErrorMessage = "{0} <> {1}")]
    public int? NumberAgain { get; init; }

    public int Number { get; init; }
}

public static class WordedTexts
{
    public static string NoAddress => "'{0}' is no address.";

    public static string AddressName => "The e-mail address";
}

/// <summary>Rules that members inherit, and one that an override repeats with other limits.</summary>
public abstract record InheritedRules
{
    [Range(1, 5)]
    public virtual int Number { get; init; } = 1;

    [Range(1, 5)]
    public virtual int Narrowed { get; init; } = 1;

    [StringLength(3)]
    public string? Text { get; init; }
}

[GoQueueEvent("validation", "derived", "1.0")]
public sealed partial record DerivedRules : InheritedRules
{
    public override int Number { get; init; } = 1;

    [Range(1, 3)]
    public override int Narrowed { get; init; } = 1;

    [EmailAddress]
    public string? Email { get; init; }
}

/// <summary>Rules in each of the places where a positional member may have them; the twin has them where the framework looks.</summary>
[GoQueueEvent("validation", "places", "1.0")]
public sealed partial record Places(
    [EmailAddress] string? OnParameter = null,
    [property: EmailAddress] string? OnProperty = null,
    [MinLength(2)] [property: StringLength(4)] string? OnBoth = null,
    [Range(1, 5)] int? Number = null)
{
    public sealed class Twin(Places places)
    {
        [EmailAddress]
        public string? OnParameter => places.OnParameter;

        [EmailAddress]
        public string? OnProperty => places.OnProperty;

        [MinLength(2), StringLength(4)]
        public string? OnBoth => places.OnBoth;

        [Range(1, 5)]
        public int? Number => places.Number;
    }
}
