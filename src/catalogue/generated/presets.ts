// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

/** Rules of published documents, by year, by collisions or cosmics, and by purpose. */
export const publishedRules = {
  /** Published rules of 2016. */
  2016: {
    /** Published rules for proton collisions of 2016: `golden`. */
    collisions: {
      /**
       * Published rule for all of CMS.
       *
       * The Run Registry's own test, which generated one list for each year from 2015 to 2018.
       *
       * - Datasets of the document: `/PromptReco/Collisions2016<era>/DQM`.
       * - Source: fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019.
       */
      golden: {
        /** The document: repository and commit, path, date. */
        source: 'fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019',
        /**
         * Flags that must be GOOD: `dt-dt`, `csc-csc`, `l1t-l1tcalo`, `l1t-l1tmu`, `hlt-hlt`, `tracker-pixel`,
         * `tracker-strip`, `tracker-track`, `ecal-ecal`, `ecal-es`, `hcal-hcal`, `egamma-egamma`, `muon-muon`,
         * `jetmet-jetmet`, `lumi-lumi`.
         *
         * - Example: `goldenJson().flags(presets[2016].collisions.golden.flags).are('GOOD')`.
         */
        flags: [
          'dt-dt',
          'csc-csc',
          'l1t-l1tcalo',
          'l1t-l1tmu',
          'hlt-hlt',
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'hcal-hcal',
          'egamma-egamma',
          'muon-muon',
          'jetmet-jetmet',
          'lumi-lumi',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `ebm_ready`, `ebp_ready`, `eem_ready`, `eep_ready`, `esm_ready`, `esp_ready`, `hbhea_ready`, `hbheb_ready`,
         * `hbhec_ready`, `hf_ready`, `ho_ready`, `dt0_ready`, `dtm_ready`, `dtp_ready`, `cscm_ready`, `cscp_ready`,
         * `rpc_ready`.
         *
         * - Example: `and(...presets[2016].collisions.golden.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'ebm_ready',
          'ebp_ready',
          'eem_ready',
          'eep_ready',
          'esm_ready',
          'esp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
          'dt0_ready',
          'dtm_ready',
          'dtp_ready',
          'cscm_ready',
          'cscp_ready',
          'rpc_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `energy` from 6000 to 7000, `b_field` at least 3.7, `injection_scheme` starting with '25ns', `hlt_key` not containing 'WMass'.
         * - GOOD: all of `flags`.
         * - BAD: `dc-lowlumi`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2016].collisions.golden.rule)`.
         * - Source: fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019.
         */
        rule: {
          run: [['energy', 'between', 6000, 7000], ['b_field', 'gte', 3.7], ['injection_scheme', 'startsWith', '25ns'], ['hlt_key', 'not contains', 'WMass']],
          bad: ['dc-lowlumi'],
          beams: 'stable',
        },
      },
    },
  },
  /** Published rules of 2017. */
  2017: {
    /** Published rules for proton collisions of 2017: `golden`. */
    collisions: {
      /**
       * Published rule for all of CMS.
       *
       * The Run Registry's own test, which generated one list for each year from 2015 to 2018.
       *
       * - Datasets of the document: `/PromptReco/Collisions2017<era>/DQM`.
       * - Source: fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019.
       */
      golden: {
        /** The document: repository and commit, path, date. */
        source: 'fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019',
        /**
         * Flags that must be GOOD: `dt-dt`, `csc-csc`, `l1t-l1tcalo`, `l1t-l1tmu`, `hlt-hlt`, `tracker-pixel`,
         * `tracker-strip`, `tracker-track`, `ecal-ecal`, `ecal-es`, `hcal-hcal`, `egamma-egamma`, `muon-muon`,
         * `jetmet-jetmet`, `lumi-lumi`.
         *
         * - Example: `goldenJson().flags(presets[2017].collisions.golden.flags).are('GOOD')`.
         */
        flags: [
          'dt-dt',
          'csc-csc',
          'l1t-l1tcalo',
          'l1t-l1tmu',
          'hlt-hlt',
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'hcal-hcal',
          'egamma-egamma',
          'muon-muon',
          'jetmet-jetmet',
          'lumi-lumi',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `ebm_ready`, `ebp_ready`, `eem_ready`, `eep_ready`, `esm_ready`, `esp_ready`, `hbhea_ready`, `hbheb_ready`,
         * `hbhec_ready`, `hf_ready`, `ho_ready`, `dt0_ready`, `dtm_ready`, `dtp_ready`, `cscm_ready`, `cscp_ready`,
         * `rpc_ready`.
         *
         * - Example: `and(...presets[2017].collisions.golden.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'ebm_ready',
          'ebp_ready',
          'eem_ready',
          'eep_ready',
          'esm_ready',
          'esp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
          'dt0_ready',
          'dtm_ready',
          'dtp_ready',
          'cscm_ready',
          'cscp_ready',
          'rpc_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `energy` from 6000 to 7000, `b_field` at least 3.7, `injection_scheme` starting with '25ns', `hlt_key` not containing 'WMass'.
         * - GOOD: all of `flags`.
         * - BAD: `dc-lowlumi`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2017].collisions.golden.rule)`.
         * - Source: fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019.
         */
        rule: {
          run: [['energy', 'between', 6000, 7000], ['b_field', 'gte', 3.7], ['injection_scheme', 'startsWith', '25ns'], ['hlt_key', 'not contains', 'WMass']],
          bad: ['dc-lowlumi'],
          beams: 'stable',
        },
      },
    },
  },
  /** Published rules of 2018. */
  2018: {
    /** Published rules for proton collisions of 2018: `golden`, `legacy`. */
    collisions: {
      /**
       * Published rule for all of CMS.
       *
       * The Run Registry's own test, which generated one list for each year from 2015 to 2018.
       *
       * - Datasets of the document: `/PromptReco/Collisions2018<era>/DQM`.
       * - Source: fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019.
       */
      golden: {
        /** The document: repository and commit, path, date. */
        source: 'fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019',
        /**
         * Flags that must be GOOD: `dt-dt`, `csc-csc`, `l1t-l1tcalo`, `l1t-l1tmu`, `hlt-hlt`, `tracker-pixel`,
         * `tracker-strip`, `tracker-track`, `ecal-ecal`, `ecal-es`, `hcal-hcal`, `egamma-egamma`, `muon-muon`,
         * `jetmet-jetmet`, `lumi-lumi`.
         *
         * - Example: `goldenJson().flags(presets[2018].collisions.golden.flags).are('GOOD')`.
         */
        flags: [
          'dt-dt',
          'csc-csc',
          'l1t-l1tcalo',
          'l1t-l1tmu',
          'hlt-hlt',
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'hcal-hcal',
          'egamma-egamma',
          'muon-muon',
          'jetmet-jetmet',
          'lumi-lumi',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `ebm_ready`, `ebp_ready`, `eem_ready`, `eep_ready`, `esm_ready`, `esp_ready`, `hbhea_ready`, `hbheb_ready`,
         * `hbhec_ready`, `hf_ready`, `ho_ready`, `dt0_ready`, `dtm_ready`, `dtp_ready`, `cscm_ready`, `cscp_ready`,
         * `rpc_ready`.
         *
         * - Example: `and(...presets[2018].collisions.golden.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'ebm_ready',
          'ebp_ready',
          'eem_ready',
          'eep_ready',
          'esm_ready',
          'esp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
          'dt0_ready',
          'dtm_ready',
          'dtp_ready',
          'cscm_ready',
          'cscp_ready',
          'rpc_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `energy` from 6000 to 7000, `b_field` at least 3.7, `injection_scheme` starting with '25ns', `hlt_key` not containing 'WMass'.
         * - GOOD: all of `flags`.
         * - BAD: `dc-lowlumi`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2018].collisions.golden.rule)`.
         * - Source: fabioespinosa/runregistry_backend@e3f6319, test/golden_json_test.js, 6 August 2019.
         */
        rule: {
          run: [['energy', 'between', 6000, 7000], ['b_field', 'gte', 3.7], ['injection_scheme', 'startsWith', '25ns'], ['hlt_key', 'not contains', 'WMass']],
          bad: ['dc-lowlumi'],
          beams: 'stable',
        },
      },
      /**
       * Published rule for all of CMS after reprocessing.
       *
       * The rules for the reprocessing of 2019. They require neither `dt-dt` nor `csc-csc`.
       *
       * - Datasets of the document: `/ReReco/Run2018__UL2019/DQM`.
       * - Source: cms-DQM/runregistry@3794426, runregistry_backend/sample_json_logic.json, 21 September 2020.
       */
      legacy: {
        /** The document: repository and commit, path, date. */
        source: 'cms-DQM/runregistry@3794426, runregistry_backend/sample_json_logic.json, 21 September 2020',
        /**
         * Flags that must be GOOD: `l1t-l1tmu`, `l1t-l1tcalo`, `hlt-hlt`, `tracker-pixel`, `tracker-strip`, `tracker-track`,
         * `ecal-ecal`, `ecal-es`, `egamma-egamma`, `hcal-hcal`, `muon-muon`, `jetmet-jetmet`, `lumi-lumi`.
         *
         * - Example: `goldenJson().flags(presets[2018].collisions.legacy.flags).are('GOOD')`.
         */
        flags: [
          'l1t-l1tmu',
          'l1t-l1tcalo',
          'hlt-hlt',
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'egamma-egamma',
          'hcal-hcal',
          'muon-muon',
          'jetmet-jetmet',
          'lumi-lumi',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `ebm_ready`, `ebp_ready`, `eem_ready`, `eep_ready`, `esm_ready`, `esp_ready`, `hbhea_ready`, `hbheb_ready`,
         * `hbhec_ready`, `hf_ready`, `ho_ready`, `dt0_ready`, `dtm_ready`, `dtp_ready`, `cscm_ready`, `cscp_ready`,
         * `rpc_ready`.
         *
         * - Example: `and(...presets[2018].collisions.legacy.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'ebm_ready',
          'ebp_ready',
          'eem_ready',
          'eep_ready',
          'esm_ready',
          'esp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
          'dt0_ready',
          'dtm_ready',
          'dtp_ready',
          'cscm_ready',
          'cscp_ready',
          'rpc_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `energy` from 6000 to 7000, `b_field` at least 3.7, `injection_scheme` containing '25ns', `hlt_key` not containing 'WMass', `recorded_lumi` at least 0.08.
         * - GOOD: all of `flags`.
         * - BAD: `dc-lowlumi`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2018].collisions.legacy.rule)`.
         * - Source: cms-DQM/runregistry@3794426, runregistry_backend/sample_json_logic.json, 21 September 2020.
         */
        rule: {
          run: [['energy', 'between', 6000, 7000], ['b_field', 'gte', 3.7], ['injection_scheme', 'contains', '25ns'], ['hlt_key', 'not contains', 'WMass'], ['recorded_lumi', 'gte', 0.08]],
          bad: ['dc-lowlumi'],
          beams: 'stable',
        },
      },
    },
  },
  /** Published rules of 2022. */
  2022: {
    /** Published rules for proton collisions of 2022: `golden`, `muon`, `dcsOnly`. */
    collisions: {
      /**
       * Published rule for all of CMS.
       *
       * A script of the data certification team, which also passes bits that are null. Its document in JSON logic for the
       * runs 361105 to 361417, lumiloss/goldenJSON.txt of 12 November 2022, requires `lumi-lumi` instead of `muon-muon`.
       *
       * - Datasets of the document: `/PromptReco/Collisions2022/DQM`.
       * - Source: syuvivida/DQMSpace@4de111f, runregistry_scripts/create_goldenJSON.py, 25 November 2022.
       */
      golden: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@4de111f, runregistry_scripts/create_goldenJSON.py, 25 November 2022',
        /**
         * Flags that must be GOOD: `tracker-pixel`, `tracker-strip`, `tracker-track`, `ecal-ecal`, `ecal-es`, `hcal-hcal`,
         * `csc-csc`, `dt-dt`, `l1t-l1tmu`, `l1t-l1tcalo`, `hlt-hlt`, `egamma-egamma`, `muon-muon`, `jetmet-jetmet`.
         *
         * - Example: `goldenJson().flags(presets[2022].collisions.golden.flags).are('GOOD')`.
         */
        flags: [
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'hcal-hcal',
          'csc-csc',
          'dt-dt',
          'l1t-l1tmu',
          'l1t-l1tcalo',
          'hlt-hlt',
          'egamma-egamma',
          'muon-muon',
          'jetmet-jetmet',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `hbhea_ready`, `hbheb_ready`, `hbhec_ready`, `hf_ready`, `ho_ready`.
         *
         * - Example: `and(...presets[2022].collisions.golden.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Collisions22', `b_field` at least 3.7.
         * - GOOD: all of `flags`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable; only stable in the runs 355100 to 355208.
         * - Example: `goldenJson().where(presets[2022].collisions.golden.rule)`.
         * - Source: syuvivida/DQMSpace@4de111f, runregistry_scripts/create_goldenJSON.py, 25 November 2022.
         */
        rule: {
          run: [['class', 'eq', 'Collisions22'], ['b_field', 'gte', 3.7]],
          bad: [],
          beams: 'stable',
          withoutBeamPresent: [355100, 355208],
        },
      },
      /**
       * Published rule for analyses that need muons only.
       *
       * A script of the data certification team, which also passes bits that are null.
       *
       * - Datasets of the document: `/PromptReco/Collisions2022/DQM`.
       * - Source: syuvivida/DQMSpace@fbb9988, runregistry_scripts/create_muonJSON.py, 25 November 2022.
       */
      muon: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@fbb9988, runregistry_scripts/create_muonJSON.py, 25 November 2022',
        /**
         * Flags that must be GOOD: `tracker-pixel`, `tracker-strip`, `tracker-track`, `csc-csc`, `dt-dt`, `l1t-l1tmu`,
         * `hlt-hlt`, `muon-muon`.
         *
         * - Example: `goldenJson().flags(presets[2022].collisions.muon.flags).are('GOOD')`.
         */
        flags: [
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'csc-csc',
          'dt-dt',
          'l1t-l1tmu',
          'hlt-hlt',
          'muon-muon',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2022].collisions.muon.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Collisions22', `b_field` at least 3.7.
         * - GOOD: all of `flags`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable; only stable in the runs 355100 to 355208.
         * - Example: `goldenJson().where(presets[2022].collisions.muon.rule)`.
         * - Source: syuvivida/DQMSpace@fbb9988, runregistry_scripts/create_muonJSON.py, 25 November 2022.
         */
        rule: {
          run: [['class', 'eq', 'Collisions22'], ['b_field', 'gte', 3.7]],
          bad: [],
          beams: 'stable',
          withoutBeamPresent: [355100, 355208],
        },
      },
      /**
       * Published rule for the tracker, by DCS bits alone.
       *
       * A script of the data certification team.
       *
       * - Datasets of the document: `online`.
       * - Source: syuvivida/DQMSpace@c993f03, runregistry_scripts/DCSonlyJSON/collisions22_dcsjson_githubRR.py, 14 April 2023.
       */
      dcsOnly: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@c993f03, runregistry_scripts/DCSonlyJSON/collisions22_dcsjson_githubRR.py, 14 April 2023',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2022].collisions.dcsOnly.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Collisions22', `significant` true, `state` 'SIGNOFF', `b_field` at least 3.7, `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable; only stable up to run 355208.
         * - Example: `goldenJson().where(presets[2022].collisions.dcsOnly.rule)`.
         * - Source: syuvivida/DQMSpace@c993f03, runregistry_scripts/DCSonlyJSON/collisions22_dcsjson_githubRR.py, 14 April 2023.
         */
        rule: {
          run: [['class', 'eq', 'Collisions22'], ['significant', 'is', true], ['state', 'is', 'SIGNOFF'], ['b_field', 'gte', 3.7], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
          beams: 'stable',
          withoutBeamPresent: [1, 355208],
        },
      },
    },
  },
  /** Published rules of 2023. */
  2023: {
    /** Published rules for proton collisions of 2023: `golden`, `muon`, `dcsOnly`. */
    collisions: {
      /**
       * Published rule for all of CMS.
       *
       * A script of the data certification team, which also passes bits that are null. It takes the class as an argument;
       * its instructions pass Collisions23.
       *
       * - Datasets of the document: `/PromptReco/Collisions2023/DQM`.
       * - Source: syuvivida/DQMSpace@f01b72d, runregistry_scripts/lumiloss/create_goldenJSON.py, 5 May 2023.
       */
      golden: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@f01b72d, runregistry_scripts/lumiloss/create_goldenJSON.py, 5 May 2023',
        /**
         * Flags that must be GOOD: `tracker-pixel`, `tracker-strip`, `tracker-track`, `ecal-ecal`, `ecal-es`, `hcal-hcal`,
         * `csc-csc`, `dt-dt`, `l1t-l1tmu`, `l1t-l1tcalo`, `hlt-hlt`, `egamma-egamma`, `muon-muon`, `jetmet-jetmet`.
         *
         * - Example: `goldenJson().flags(presets[2023].collisions.golden.flags).are('GOOD')`.
         */
        flags: [
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'hcal-hcal',
          'csc-csc',
          'dt-dt',
          'l1t-l1tmu',
          'l1t-l1tcalo',
          'hlt-hlt',
          'egamma-egamma',
          'muon-muon',
          'jetmet-jetmet',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `hbhea_ready`, `hbheb_ready`, `hbhec_ready`, `hf_ready`, `ho_ready`.
         *
         * - Example: `and(...presets[2023].collisions.golden.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Collisions23', `b_field` at least 3.7.
         * - GOOD: all of `flags`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2023].collisions.golden.rule)`.
         * - Source: syuvivida/DQMSpace@f01b72d, runregistry_scripts/lumiloss/create_goldenJSON.py, 5 May 2023.
         */
        rule: {
          run: [['class', 'eq', 'Collisions23'], ['b_field', 'gte', 3.7]],
          bad: [],
          beams: 'stable',
        },
      },
      /**
       * Published rule for analyses that need muons only.
       *
       * A script of the data certification team, which also passes bits that are null. It takes the class as an argument;
       * its instructions pass Collisions23.
       *
       * - Datasets of the document: `/PromptReco/Collisions2023/DQM`.
       * - Source: syuvivida/DQMSpace@f01b72d, runregistry_scripts/lumiloss/create_muonJSON.py, 5 May 2023.
       */
      muon: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@f01b72d, runregistry_scripts/lumiloss/create_muonJSON.py, 5 May 2023',
        /**
         * Flags that must be GOOD: `tracker-pixel`, `tracker-strip`, `tracker-track`, `csc-csc`, `dt-dt`, `l1t-l1tmu`,
         * `hlt-hlt`, `muon-muon`.
         *
         * - Example: `goldenJson().flags(presets[2023].collisions.muon.flags).are('GOOD')`.
         */
        flags: [
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'csc-csc',
          'dt-dt',
          'l1t-l1tmu',
          'hlt-hlt',
          'muon-muon',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2023].collisions.muon.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Collisions23', `b_field` at least 3.7.
         * - GOOD: all of `flags`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2023].collisions.muon.rule)`.
         * - Source: syuvivida/DQMSpace@f01b72d, runregistry_scripts/lumiloss/create_muonJSON.py, 5 May 2023.
         */
        rule: {
          run: [['class', 'eq', 'Collisions23'], ['b_field', 'gte', 3.7]],
          bad: [],
          beams: 'stable',
        },
      },
      /**
       * Published rule for the tracker, by DCS bits alone.
       *
       * A document in JSON logic of the data certification team.
       *
       * - Datasets of the document: `/Express/Collisions2023/DQM`.
       * - Source: syuvivida/DQMSpace@c350762, runregistry_scripts/DCSonlyJSON/jsonPortal_Collisions23.py, 17 May 2023.
       */
      dcsOnly: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@c350762, runregistry_scripts/DCSonlyJSON/jsonPortal_Collisions23.py, 17 May 2023',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2023].collisions.dcsOnly.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `energy` from 6500 to 7000, `run_number` at least 365000, `b_field` at least 3.7, `hlt_key` not containing 'WMass', `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2023].collisions.dcsOnly.rule)`.
         * - Source: syuvivida/DQMSpace@c350762, runregistry_scripts/DCSonlyJSON/jsonPortal_Collisions23.py, 17 May 2023.
         */
        rule: {
          run: [['energy', 'between', 6500, 7000], ['run_number', 'gte', 365000], ['b_field', 'gte', 3.7], ['hlt_key', 'not contains', 'WMass'], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
          beams: 'stable',
        },
      },
    },
    /** Published rules for cosmic rays of 2023: `dcsOnly`, `cruzet`. */
    cosmics: {
      /**
       * Published rule for the tracker, by DCS bits alone.
       *
       * A document in JSON logic of the data certification team, for cosmics at 3.8 T. It does not exclude beam.
       *
       * - Datasets of the document: `/Express/Cosmics23/DQM`.
       * - Source: syuvivida/DQMSpace@c350762, runregistry_scripts/DCSonlyJSON/jsonPortal_Cosmics23.py, 17 May 2023.
       */
      dcsOnly: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@c350762, runregistry_scripts/DCSonlyJSON/jsonPortal_Cosmics23.py, 17 May 2023',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2023].cosmics.dcsOnly.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `run_number` at least 363000, `b_field` at least 3.7, `hlt_key` not containing 'WMass', `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Example: `goldenJson().where(presets[2023].cosmics.dcsOnly.rule)`.
         * - Source: syuvivida/DQMSpace@c350762, runregistry_scripts/DCSonlyJSON/jsonPortal_Cosmics23.py, 17 May 2023.
         */
        rule: {
          run: [['run_number', 'gte', 363000], ['b_field', 'gte', 3.7], ['hlt_key', 'not contains', 'WMass'], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
        },
      },
      /**
       * Published rule for the tracker in cosmics without magnetic field, by DCS bits alone.
       *
       * A script of the data certification team with its option for zero field, as update_dcsonlyjson_CRUZET.sh calls it. It
       * does not exclude beam.
       *
       * - Datasets of the document: `online`.
       * - Source: syuvivida/DQMSpace@15db506, runregistry_scripts/DCSonlyJSON/Run2023_dcsjson_githubRR.py, 25 April 2023.
       */
      cruzet: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@15db506, runregistry_scripts/DCSonlyJSON/Run2023_dcsjson_githubRR.py, 25 April 2023',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2023].cosmics.cruzet.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Cosmics23', `significant` true, `state` 'SIGNOFF', `b_field` at most 1, `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Example: `goldenJson().where(presets[2023].cosmics.cruzet.rule)`.
         * - Source: syuvivida/DQMSpace@15db506, runregistry_scripts/DCSonlyJSON/Run2023_dcsjson_githubRR.py, 25 April 2023.
         */
        rule: {
          run: [['class', 'eq', 'Cosmics23'], ['significant', 'is', true], ['state', 'is', 'SIGNOFF'], ['b_field', 'lte', 1], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
        },
      },
    },
  },
  /** Published rules of 2024. */
  2024: {
    /** Published rules for proton collisions of 2024: `golden`, `muon`, `dcsOnly`. */
    collisions: {
      /**
       * Published rule for all of CMS.
       *
       * The defaults of the certification service DC3, which takes the runs as a list.
       *
       * - Source: gabrielmscampos/dc3@52947d5, frontend/src/config/defaults.js, 18 October 2024.
       */
      golden: {
        /** The document: repository and commit, path, date. */
        source: 'gabrielmscampos/dc3@52947d5, frontend/src/config/defaults.js, 18 October 2024',
        /**
         * Flags that must be GOOD: `tracker-pixel`, `tracker-strip`, `tracker-track`, `ecal-ecal`, `ecal-es`, `hcal-hcal`,
         * `csc-csc`, `dt-dt`, `l1t-l1tmu`, `l1t-l1tcalo`, `hlt-hlt`, `egamma-egamma`, `muon-muon`, `jetmet-jetmet`.
         *
         * - Example: `goldenJson().flags(presets[2024].collisions.golden.flags).are('GOOD')`.
         */
        flags: [
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'ecal-ecal',
          'ecal-es',
          'hcal-hcal',
          'csc-csc',
          'dt-dt',
          'l1t-l1tmu',
          'l1t-l1tcalo',
          'hlt-hlt',
          'egamma-egamma',
          'muon-muon',
          'jetmet-jetmet',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`,
         * `hbhea_ready`, `hbheb_ready`, `hbhec_ready`, `hf_ready`, `ho_ready`.
         *
         * - Example: `and(...presets[2024].collisions.golden.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: [
          'bpix_ready',
          'fpix_ready',
          'tibtid_ready',
          'tob_ready',
          'tecm_ready',
          'tecp_ready',
          'hbhea_ready',
          'hbheb_ready',
          'hbhec_ready',
          'hf_ready',
          'ho_ready',
        ],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - GOOD: all of `flags`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2024].collisions.golden.rule)`.
         * - Source: gabrielmscampos/dc3@52947d5, frontend/src/config/defaults.js, 18 October 2024.
         */
        rule: {
          run: [],
          bad: [],
          beams: 'stable',
        },
      },
      /**
       * Published rule for analyses that need muons only.
       *
       * The defaults of the certification service DC3, which takes the runs as a list.
       *
       * - Source: gabrielmscampos/dc3@52947d5, frontend/src/config/defaults.js, 18 October 2024.
       */
      muon: {
        /** The document: repository and commit, path, date. */
        source: 'gabrielmscampos/dc3@52947d5, frontend/src/config/defaults.js, 18 October 2024',
        /**
         * Flags that must be GOOD: `tracker-pixel`, `tracker-strip`, `tracker-track`, `csc-csc`, `dt-dt`, `l1t-l1tmu`,
         * `hlt-hlt`, `muon-muon`.
         *
         * - Example: `goldenJson().flags(presets[2024].collisions.muon.flags).are('GOOD')`.
         */
        flags: [
          'tracker-pixel',
          'tracker-strip',
          'tracker-track',
          'csc-csc',
          'dt-dt',
          'l1t-l1tmu',
          'hlt-hlt',
          'muon-muon',
        ],
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2024].collisions.muon.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - GOOD: all of `flags`.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2024].collisions.muon.rule)`.
         * - Source: gabrielmscampos/dc3@52947d5, frontend/src/config/defaults.js, 18 October 2024.
         */
        rule: {
          run: [],
          bad: [],
          beams: 'stable',
        },
      },
      /**
       * Published rule for the tracker, by DCS bits alone.
       *
       * A script of the data certification team.
       *
       * - Datasets of the document: `online`.
       * - Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.
       */
      dcsOnly: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2024].collisions.dcsOnly.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Collisions24', `significant` true, `state` 'SIGNOFF', `energy` from 6500 to 7000, `b_field` at least 3.7, `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: both present and stable.
         * - Example: `goldenJson().where(presets[2024].collisions.dcsOnly.rule)`.
         * - Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.
         */
        rule: {
          run: [['class', 'eq', 'Collisions24'], ['significant', 'is', true], ['state', 'is', 'SIGNOFF'], ['energy', 'between', 6500, 7000], ['b_field', 'gte', 3.7], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
          beams: 'stable',
        },
      },
    },
    /** Published rules for cosmic rays of 2024: `dcsOnly`, `cruzet`. */
    cosmics: {
      /**
       * Published rule for the tracker, by DCS bits alone.
       *
       * A script of the data certification team, for cosmics at 3.8 T. An option that does not require the pixel detector is
       * not part of the preset.
       *
       * - Datasets of the document: `online`.
       * - Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.
       */
      dcsOnly: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2024].cosmics.dcsOnly.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Cosmics24', `significant` true, `state` 'SIGNOFF', `b_field` at least 3.7, `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: neither present nor stable; a missing bit passes.
         * - Example: `goldenJson().where(presets[2024].cosmics.dcsOnly.rule)`.
         * - Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.
         */
        rule: {
          run: [['class', 'eq', 'Cosmics24'], ['significant', 'is', true], ['state', 'is', 'SIGNOFF'], ['b_field', 'gte', 3.7], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
          beams: 'absent',
        },
      },
      /**
       * Published rule for the tracker in cosmics without magnetic field, by DCS bits alone.
       *
       * A script of the data certification team with its option for zero field, as update_dcsonlyjson_CRUZET.sh calls it.
       * Another option that does not require the pixel detector is not part of the preset.
       *
       * - Datasets of the document: `online`.
       * - Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.
       */
      cruzet: {
        /** The document: repository and commit, path, date. */
        source: 'syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024',
        /**
         * DCS bits that must be true: `bpix_ready`, `fpix_ready`, `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
         *
         * - Example: `and(...presets[2024].cosmics.cruzet.dcs.map((bit) => lumisection[bit].is(true)))`.
         */
        dcs: ['bpix_ready', 'fpix_ready', 'tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
        /**
         * All conditions of the document, each a separate clause.
         *
         * A lumisection in which a value is null or missing does not match.
         *
         * - Runs: `class` equal to 'Cosmics24', `significant` true, `state` 'SIGNOFF', `b_field` at most 1, `tracker_included` true, `pixel_included` true.
         * - True: `cms_active` and all of `dcs`.
         * - Beams: neither present nor stable; a missing bit passes.
         * - Example: `goldenJson().where(presets[2024].cosmics.cruzet.rule)`.
         * - Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.
         */
        rule: {
          run: [['class', 'eq', 'Cosmics24'], ['significant', 'is', true], ['state', 'is', 'SIGNOFF'], ['b_field', 'lte', 1], ['tracker_included', 'is', true], ['pixel_included', 'is', true]],
          bad: [],
          beams: 'absent',
        },
      },
    },
  },
} as const;
