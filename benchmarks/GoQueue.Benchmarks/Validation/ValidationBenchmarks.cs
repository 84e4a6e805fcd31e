using System.ComponentModel.DataAnnotations;
using BenchmarkDotNet.Attributes;

namespace GoQueue.Benchmarks.Validation;

/// <summary>One valid event, by the generated validation and by DataAnnotations' own. The bar: at most 0.05 of the time, and no bytes.</summary>
[MemoryDiagnoser]
public class ValidationBenchmarks
{
    private static readonly UserRegistration s_invalid = new() { Name = "Ann Lee", Email = "ann", Age = 151, Tags = [] };

    private readonly UserRegistration _valid = new()
    {
        Name = "Ann Lee", Email = "ann.lee@example.com", Phone = "+1 (425) 555-0123", Website = "https://example.com/ann", Age = 42, Tags = ["new", "mobile"],
    };

    /// <summary>Proves that both answer the same.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        if (!DataAnnotations() || !Generated() || Check(s_invalid) || s_invalid.TryValidate(out var failures) || failures.Count != 3)
        {
            throw new InvalidOperationException("The two validations differ.");
        }
    }

    /// <summary>DataAnnotations: a context and a list for the results, as its documentation shows it.</summary>
    [Benchmark(Baseline = true)]
    public bool DataAnnotations() => Check(_valid);

    /// <summary>The generated validation, as the publisher calls it.</summary>
    [Benchmark]
    public bool Generated() => _valid.TryValidate(out _);

    private static bool Check(UserRegistration message) =>
        Validator.TryValidateObject(message, new ValidationContext(message), [], validateAllProperties: true);
}
