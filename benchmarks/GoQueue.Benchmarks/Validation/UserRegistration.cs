using System.ComponentModel.DataAnnotations;

namespace GoQueue.Benchmarks.Validation;

/// <summary>Six members with eight rules, none of them a regular expression. The attributes are on the properties, where DataAnnotations sees them.</summary>
[GoQueueEvent("benchmarks", "user.registration", "1.0")]
public sealed partial record UserRegistration
{
    /// <summary>Two rules.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>Two rules.</summary>
    [Required, EmailAddress]
    public required string Email { get; init; }

    /// <summary>One rule.</summary>
    [Phone]
    public string? Phone { get; init; }

    /// <summary>One rule.</summary>
    [Url]
    public string? Website { get; init; }

    /// <summary>One rule.</summary>
    [Range(0, 150)]
    public int Age { get; init; }

    /// <summary>One rule.</summary>
    [MinLength(1)]
    public required IReadOnlyList<string> Tags { get; init; }
}
