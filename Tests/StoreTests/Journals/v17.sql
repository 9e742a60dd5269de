BEGIN TRANSACTION;
CREATE TABLE absence (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT REFERENCES person, school TEXT REFERENCES school,
  first_day INTEGER NOT NULL, last_day INTEGER NOT NULL CHECK (last_day >= first_day), reason TEXT NOT NULL,
  CHECK ((person IS NULL) <> (school IS NULL))
) STRICT;
INSERT INTO "absence" VALUES(2,NULL,'S002',20759,20760,'考试占用');
CREATE TABLE access_log (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL CHECK (actor <> ''),
  action TEXT NOT NULL, person TEXT NOT NULL CHECK (person <> ''), what TEXT NOT NULL
) STRICT;
INSERT INTO "access_log" VALUES(1,1801270800000,'office','evaluation','A1','考核后果');
INSERT INTO "access_log" VALUES(2,1801270800000,'office','evaluation','A2','考核后果');
INSERT INTO "access_log" VALUES(3,1801270800000,'office','evaluation','A1','考核后果');
INSERT INTO "access_log" VALUES(4,1801270800000,'office','evaluation','A2','考核后果');
CREATE TABLE attendance (
  id INTEGER PRIMARY KEY, occasion INTEGER NOT NULL REFERENCES occasion, person TEXT NOT NULL REFERENCES person,
  status TEXT NOT NULL CHECK (status IN ('present', 'late', 'leave', 'absent')), hours REAL CHECK (hours >= 0),
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
CREATE TABLE consequence (
  id INTEGER PRIMARY KEY, publication INTEGER NOT NULL REFERENCES publication, result INTEGER NOT NULL REFERENCES result,
  subject_kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, cite TEXT, kind TEXT NOT NULL, target TEXT NOT NULL,
  amount REAL, state TEXT NOT NULL CHECK (state IN ('done', 'proposed', 'decision', 'confirmed', 'declined', 'open', 'replaced')),
  note TEXT
) STRICT;
INSERT INTO "consequence" VALUES(1,2,4,'person','A1','star','评为学习之星','S1-16','grant','学习之星',NULL,'confirmed','名副其实');
INSERT INTO "consequence" VALUES(2,2,5,'person','A2','star','评为学习之星','S1-16','grant','学习之星',NULL,'declined','明年再议');
CREATE TABLE device_password (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL CHECK (person <> ''), label TEXT NOT NULL CHECK (label <> ''),
  tag TEXT NOT NULL CHECK (tag <> ''), salt BLOB NOT NULL CHECK (length(salt) >= 16), hash BLOB NOT NULL CHECK (length(hash) = 32),
  rounds INTEGER NOT NULL CHECK (rounds > 1), block INTEGER NOT NULL CHECK (block > 0), lanes INTEGER NOT NULL CHECK (lanes > 0),
  issued INTEGER NOT NULL, used INTEGER, revoked INTEGER
) STRICT;
INSERT INTO "device_password" VALUES(1,'A1','手机','ecjp',X'E9A8189A0F85832D838C36F5ED694D3E',X'72501B07D46D0D76CE366C9FFC5D5E0D1442FD1D0A14E74CBC6E5F81D4B2D84E',16384,8,1,1801270800000,1801270800000,1801270800000);
CREATE TABLE draft (
  task INTEGER PRIMARY KEY REFERENCES task, semester TEXT NOT NULL REFERENCES semester,
  day INTEGER NOT NULL, period INTEGER NOT NULL CHECK (period >= 1), length INTEGER NOT NULL CHECK (length >= 1),
  place TEXT REFERENCES school, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1))
) STRICT;
INSERT INTO "draft" VALUES(1,'2026-2027-1',20798,2,1,'S001',0);
INSERT INTO "draft" VALUES(2,'2026-2027-1',20784,7,1,'S001',0);
INSERT INTO "draft" VALUES(3,'2026-2027-1',20773,3,1,'S002',0);
INSERT INTO "draft" VALUES(4,'2026-2027-1',20700,3,2,'S001',0);
INSERT INTO "draft" VALUES(5,'2026-2027-1',20726,1,2,'S001',0);
INSERT INTO "draft" VALUES(6,'2026-2027-1',20697,6,2,'S002',0);
INSERT INTO "draft" VALUES(11,'2026-2027-1',20749,2,3,'S002',0);
CREATE TABLE draft_person (
  task INTEGER NOT NULL REFERENCES draft, position INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person,
  PRIMARY KEY (task, position), UNIQUE (task, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "draft_person" VALUES(1,0,'L1');
INSERT INTO "draft_person" VALUES(2,0,'A1');
INSERT INTO "draft_person" VALUES(3,0,'A2');
INSERT INTO "draft_person" VALUES(4,0,'L1');
INSERT INTO "draft_person" VALUES(5,0,'A1');
INSERT INTO "draft_person" VALUES(6,0,'A2');
INSERT INTO "draft_person" VALUES(11,0,'L1');
INSERT INTO "draft_person" VALUES(11,1,'A2');
CREATE TABLE erased_evidence (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), person TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task, kind TEXT NOT NULL, name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), size INTEGER NOT NULL CHECK (size >= 0), day INTEGER NOT NULL
) STRICT;
INSERT INTO "evidence" VALUES(1,2,'lesson-plan','教案.txt','530c2028c02181ad16e4ca38c397afc7856bea5669464e181ef05310f825b6f9',7,20699);
INSERT INTO "evidence" VALUES(2,2,'observation','记录.txt','dc73d53323fafb46cb5183687ec2c488165e1c4e40e55be995ec3335644f0dc8',7,20699);
INSERT INTO "evidence" VALUES(3,2,'lesson-plan','教案.txt','530c2028c02181ad16e4ca38c397afc7856bea5669464e181ef05310f825b6f9',7,20699);
INSERT INTO "evidence" VALUES(4,2,'observation','记录.txt','dc73d53323fafb46cb5183687ec2c488165e1c4e40e55be995ec3335644f0dc8',7,20699);
INSERT INTO "evidence" VALUES(5,2,'lesson-plan','教案.txt','530c2028c02181ad16e4ca38c397afc7856bea5669464e181ef05310f825b6f9',7,20699);
INSERT INTO "evidence" VALUES(6,2,'observation','记录.txt','dc73d53323fafb46cb5183687ec2c488165e1c4e40e55be995ec3335644f0dc8',7,20699);
CREATE TABLE feed_token (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  label TEXT NOT NULL CHECK (label <> ''),
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'studio', 'school', 'run', 'semester')), subject TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  issuer TEXT NOT NULL, issued INTEGER NOT NULL, revoked INTEGER CHECK (revoked >= issued)
) STRICT;
INSERT INTO "feed_token" VALUES(1,'aad21137c570feebbd5ff3e225be3a52401f0fb5d766bb8a295857f385c3c732','手机','person','A1','{"alarms":[30],"content":["sessions","deadlines","to-dos"],"kind":"person","subject":"A1"}','office',1801270800000,NULL);
INSERT INTO "feed_token" VALUES(2,'81d789bffae9ce8ebc8c0c955e6a86ce56498c90bbb656545bfa02db4d134635','平板','person','A2','{"alarms":[],"content":["sessions","to-dos"],"kind":"person","subject":"A2"}','office',1801270800000,1801270800000);
CREATE TABLE feed_token_use (token INTEGER PRIMARY KEY, used INTEGER NOT NULL) STRICT;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1: journal, roster, runs, plans');
INSERT INTO "grdb_migrations" VALUES('records');
INSERT INTO "grdb_migrations" VALUES('privacy');
INSERT INTO "grdb_migrations" VALUES('calendar homes');
INSERT INTO "grdb_migrations" VALUES('runs: taking up');
INSERT INTO "grdb_migrations" VALUES('feed tokens');
INSERT INTO "grdb_migrations" VALUES('tasks: quick checks');
INSERT INTO "grdb_migrations" VALUES('calendar home times');
INSERT INTO "grdb_migrations" VALUES('plans: kept drafts');
INSERT INTO "grdb_migrations" VALUES('tasks: the journal is their history');
INSERT INTO "grdb_migrations" VALUES('roster: quick checks');
INSERT INTO "grdb_migrations" VALUES('office: the journal has the time');
INSERT INTO "grdb_migrations" VALUES('office: editions');
INSERT INTO "grdb_migrations" VALUES('tasks: struck from a list');
INSERT INTO "grdb_migrations" VALUES('calendar homes: epoch');
INSERT INTO "grdb_migrations" VALUES('calendar homes: periods');
INSERT INTO "grdb_migrations" VALUES('roster: names of schools');
CREATE TABLE holiday_notice (year INTEGER PRIMARY KEY, json TEXT NOT NULL CHECK (json_valid(json))) STRICT;
INSERT INTO "holiday_notice" VALUES(2013,'{"days":[{"date":"2013-01-01","isOffDay":true,"name":"元旦"},{"date":"2013-01-02","isOffDay":true,"name":"元旦"},{"date":"2013-01-03","isOffDay":true,"name":"元旦"},{"date":"2013-01-05","isOffDay":false,"name":"元旦"},{"date":"2013-01-06","isOffDay":false,"name":"元旦"},{"date":"2013-02-09","isOffDay":true,"name":"春节"},{"date":"2013-02-10","isOffDay":true,"name":"春节"},{"date":"2013-02-11","isOffDay":true,"name":"春节"},{"date":"2013-02-12","isOffDay":true,"name":"春节"},{"date":"2013-02-13","isOffDay":true,"name":"春节"},{"date":"2013-02-14","isOffDay":true,"name":"春节"},{"date":"2013-02-15","isOffDay":true,"name":"春节"},{"date":"2013-02-16","isOffDay":false,"name":"春节"},{"date":"2013-02-17","isOffDay":false,"name":"春节"},{"date":"2013-04-04","isOffDay":true,"name":"清明"},{"date":"2013-04-05","isOffDay":true,"name":"清明"},{"date":"2013-04-06","isOffDay":true,"name":"清明"},{"date":"2013-04-07","isOffDay":false,"name":"清明"},{"date":"2013-04-29","isOffDay":true,"name":"劳动节"},{"date":"2013-04-30","isOffDay":true,"name":"劳动节"},{"date":"2013-05-01","isOffDay":true,"name":"劳动节"},{"date":"2013-04-27","isOffDay":false,"name":"劳动节"},{"date":"2013-04-28","isOffDay":false,"name":"劳动节"},{"date":"2013-06-10","isOffDay":true,"name":"端午"},{"date":"2013-06-11","isOffDay":true,"name":"端午"},{"date":"2013-06-12","isOffDay":true,"name":"端午"},{"date":"2013-06-08","isOffDay":false,"name":"端午"},{"date":"2013-06-09","isOffDay":false,"name":"端午"},{"date":"2013-09-19","isOffDay":true,"name":"中秋"},{"date":"2013-09-20","isOffDay":true,"name":"中秋"},{"date":"2013-09-21","isOffDay":true,"name":"中秋"},{"date":"2013-09-22","isOffDay":false,"name":"中秋"},{"date":"2013-10-01","isOffDay":true,"name":"国庆节"},{"date":"2013-10-02","isOffDay":true,"name":"国庆节"},{"date":"2013-10-03","isOffDay":true,"name":"国庆节"},{"date":"2013-10-04","isOffDay":true,"name":"国庆节"},{"date":"2013-10-05","isOffDay":true,"name":"国庆节"},{"date":"2013-10-06","isOffDay":true,"name":"国庆节"},{"date":"2013-10-07","isOffDay":true,"name":"国庆节"},{"date":"2013-09-29","isOffDay":false,"name":"国庆节"},{"date":"2013-10-12","isOffDay":false,"name":"国庆节"}],"year":2013}');
INSERT INTO "holiday_notice" VALUES(2014,'{"days":[{"date":"2014-01-01","isOffDay":true,"name":"元旦"},{"date":"2014-01-31","isOffDay":true,"name":"春节"},{"date":"2014-02-01","isOffDay":true,"name":"春节"},{"date":"2014-02-02","isOffDay":true,"name":"春节"},{"date":"2014-02-03","isOffDay":true,"name":"春节"},{"date":"2014-02-04","isOffDay":true,"name":"春节"},{"date":"2014-02-05","isOffDay":true,"name":"春节"},{"date":"2014-02-06","isOffDay":true,"name":"春节"},{"date":"2014-01-26","isOffDay":false,"name":"春节"},{"date":"2014-02-08","isOffDay":false,"name":"春节"},{"date":"2014-04-05","isOffDay":true,"name":"清明"},{"date":"2014-04-06","isOffDay":true,"name":"清明"},{"date":"2014-04-07","isOffDay":true,"name":"清明"},{"date":"2014-05-01","isOffDay":true,"name":"劳动节"},{"date":"2014-05-02","isOffDay":true,"name":"劳动节"},{"date":"2014-05-03","isOffDay":true,"name":"劳动节"},{"date":"2014-05-04","isOffDay":false,"name":"劳动节"},{"date":"2014-06-02","isOffDay":true,"name":"端午"},{"date":"2014-09-08","isOffDay":true,"name":"中秋"},{"date":"2014-10-01","isOffDay":true,"name":"国庆节"},{"date":"2014-10-02","isOffDay":true,"name":"国庆节"},{"date":"2014-10-03","isOffDay":true,"name":"国庆节"},{"date":"2014-10-04","isOffDay":true,"name":"国庆节"},{"date":"2014-10-05","isOffDay":true,"name":"国庆节"},{"date":"2014-10-06","isOffDay":true,"name":"国庆节"},{"date":"2014-10-07","isOffDay":true,"name":"国庆节"},{"date":"2014-09-28","isOffDay":false,"name":"国庆节"},{"date":"2014-10-11","isOffDay":false,"name":"国庆节"}],"year":2014}');
INSERT INTO "holiday_notice" VALUES(2015,'{"days":[{"date":"2015-01-01","isOffDay":true,"name":"元旦"},{"date":"2015-01-02","isOffDay":true,"name":"元旦"},{"date":"2015-01-03","isOffDay":true,"name":"元旦"},{"date":"2015-01-04","isOffDay":false,"name":"元旦"},{"date":"2015-02-18","isOffDay":true,"name":"春节"},{"date":"2015-02-19","isOffDay":true,"name":"春节"},{"date":"2015-02-20","isOffDay":true,"name":"春节"},{"date":"2015-02-21","isOffDay":true,"name":"春节"},{"date":"2015-02-22","isOffDay":true,"name":"春节"},{"date":"2015-02-23","isOffDay":true,"name":"春节"},{"date":"2015-02-24","isOffDay":true,"name":"春节"},{"date":"2015-02-15","isOffDay":false,"name":"春节"},{"date":"2015-02-28","isOffDay":false,"name":"春节"},{"date":"2015-04-05","isOffDay":true,"name":"清明"},{"date":"2015-04-06","isOffDay":true,"name":"清明"},{"date":"2015-05-01","isOffDay":true,"name":"劳动节"},{"date":"2015-06-20","isOffDay":true,"name":"端午"},{"date":"2015-06-22","isOffDay":true,"name":"端午"},{"date":"2015-09-03","isOffDay":true,"name":"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"},{"date":"2015-09-04","isOffDay":true,"name":"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"},{"date":"2015-09-06","isOffDay":false,"name":"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"},{"date":"2015-09-27","isOffDay":true,"name":"中秋"},{"date":"2015-10-01","isOffDay":true,"name":"国庆节"},{"date":"2015-10-02","isOffDay":true,"name":"国庆节"},{"date":"2015-10-03","isOffDay":true,"name":"国庆节"},{"date":"2015-10-04","isOffDay":true,"name":"国庆节"},{"date":"2015-10-05","isOffDay":true,"name":"国庆节"},{"date":"2015-10-06","isOffDay":true,"name":"国庆节"},{"date":"2015-10-07","isOffDay":true,"name":"国庆节"},{"date":"2015-10-10","isOffDay":false,"name":"国庆节"}],"year":2015}');
INSERT INTO "holiday_notice" VALUES(2016,'{"days":[{"date":"2016-01-01","isOffDay":true,"name":"元旦"},{"date":"2016-02-07","isOffDay":true,"name":"春节"},{"date":"2016-02-08","isOffDay":true,"name":"春节"},{"date":"2016-02-09","isOffDay":true,"name":"春节"},{"date":"2016-02-10","isOffDay":true,"name":"春节"},{"date":"2016-02-11","isOffDay":true,"name":"春节"},{"date":"2016-02-12","isOffDay":true,"name":"春节"},{"date":"2016-02-13","isOffDay":true,"name":"春节"},{"date":"2016-02-06","isOffDay":false,"name":"春节"},{"date":"2016-02-14","isOffDay":false,"name":"春节"},{"date":"2016-04-04","isOffDay":true,"name":"清明"},{"date":"2016-05-01","isOffDay":true,"name":"劳动节"},{"date":"2016-05-02","isOffDay":true,"name":"劳动节"},{"date":"2016-06-09","isOffDay":true,"name":"端午"},{"date":"2016-06-10","isOffDay":true,"name":"端午"},{"date":"2016-06-11","isOffDay":true,"name":"端午"},{"date":"2016-06-12","isOffDay":false,"name":"端午"},{"date":"2016-09-15","isOffDay":true,"name":"中秋"},{"date":"2016-09-16","isOffDay":true,"name":"中秋"},{"date":"2016-09-17","isOffDay":true,"name":"中秋"},{"date":"2016-09-18","isOffDay":false,"name":"中秋"},{"date":"2016-10-01","isOffDay":true,"name":"国庆节"},{"date":"2016-10-02","isOffDay":true,"name":"国庆节"},{"date":"2016-10-03","isOffDay":true,"name":"国庆节"},{"date":"2016-10-04","isOffDay":true,"name":"国庆节"},{"date":"2016-10-05","isOffDay":true,"name":"国庆节"},{"date":"2016-10-06","isOffDay":true,"name":"国庆节"},{"date":"2016-10-07","isOffDay":true,"name":"国庆节"},{"date":"2016-10-08","isOffDay":false,"name":"国庆节"},{"date":"2016-10-09","isOffDay":false,"name":"国庆节"}],"year":2016}');
INSERT INTO "holiday_notice" VALUES(2017,'{"days":[{"date":"2017-01-01","isOffDay":true,"name":"元旦"},{"date":"2017-01-02","isOffDay":true,"name":"元旦"},{"date":"2017-01-27","isOffDay":true,"name":"春节"},{"date":"2017-01-28","isOffDay":true,"name":"春节"},{"date":"2017-01-29","isOffDay":true,"name":"春节"},{"date":"2017-01-30","isOffDay":true,"name":"春节"},{"date":"2017-01-31","isOffDay":true,"name":"春节"},{"date":"2017-02-01","isOffDay":true,"name":"春节"},{"date":"2017-02-02","isOffDay":true,"name":"春节"},{"date":"2017-01-22","isOffDay":false,"name":"春节"},{"date":"2017-02-04","isOffDay":false,"name":"春节"},{"date":"2017-04-02","isOffDay":true,"name":"清明"},{"date":"2017-04-03","isOffDay":true,"name":"清明"},{"date":"2017-04-04","isOffDay":true,"name":"清明"},{"date":"2017-04-01","isOffDay":false,"name":"清明"},{"date":"2017-05-01","isOffDay":true,"name":"劳动节"},{"date":"2017-05-28","isOffDay":true,"name":"端午"},{"date":"2017-05-29","isOffDay":true,"name":"端午"},{"date":"2017-05-30","isOffDay":true,"name":"端午"},{"date":"2017-05-27","isOffDay":false,"name":"端午"},{"date":"2017-10-01","isOffDay":true,"name":"国庆节"},{"date":"2017-10-02","isOffDay":true,"name":"国庆节"},{"date":"2017-10-03","isOffDay":true,"name":"国庆节"},{"date":"2017-10-05","isOffDay":true,"name":"国庆节"},{"date":"2017-10-06","isOffDay":true,"name":"国庆节"},{"date":"2017-10-07","isOffDay":true,"name":"国庆节"},{"date":"2017-10-08","isOffDay":true,"name":"国庆节"},{"date":"2017-09-30","isOffDay":false,"name":"国庆节"},{"date":"2017-10-04","isOffDay":true,"name":"中秋"}],"year":2017}');
INSERT INTO "holiday_notice" VALUES(2018,'{"days":[{"date":"2018-01-01","isOffDay":true,"name":"元旦"},{"date":"2018-12-30","isOffDay":true,"name":"元旦"},{"date":"2018-12-31","isOffDay":true,"name":"元旦"},{"date":"2018-12-29","isOffDay":false,"name":"元旦"},{"date":"2018-02-15","isOffDay":true,"name":"春节"},{"date":"2018-02-16","isOffDay":true,"name":"春节"},{"date":"2018-02-17","isOffDay":true,"name":"春节"},{"date":"2018-02-18","isOffDay":true,"name":"春节"},{"date":"2018-02-19","isOffDay":true,"name":"春节"},{"date":"2018-02-20","isOffDay":true,"name":"春节"},{"date":"2018-02-21","isOffDay":true,"name":"春节"},{"date":"2018-02-11","isOffDay":false,"name":"春节"},{"date":"2018-02-24","isOffDay":false,"name":"春节"},{"date":"2018-04-05","isOffDay":true,"name":"清明"},{"date":"2018-04-06","isOffDay":true,"name":"清明"},{"date":"2018-04-07","isOffDay":true,"name":"清明"},{"date":"2018-04-08","isOffDay":false,"name":"清明"},{"date":"2018-04-29","isOffDay":true,"name":"劳动节"},{"date":"2018-04-30","isOffDay":true,"name":"劳动节"},{"date":"2018-05-01","isOffDay":true,"name":"劳动节"},{"date":"2018-04-28","isOffDay":false,"name":"劳动节"},{"date":"2018-06-18","isOffDay":true,"name":"端午"},{"date":"2018-09-24","isOffDay":true,"name":"中秋"},{"date":"2018-10-01","isOffDay":true,"name":"国庆节"},{"date":"2018-10-02","isOffDay":true,"name":"国庆节"},{"date":"2018-10-03","isOffDay":true,"name":"国庆节"},{"date":"2018-10-04","isOffDay":true,"name":"国庆节"},{"date":"2018-10-05","isOffDay":true,"name":"国庆节"},{"date":"2018-10-06","isOffDay":true,"name":"国庆节"},{"date":"2018-10-07","isOffDay":true,"name":"国庆节"},{"date":"2018-09-29","isOffDay":false,"name":"国庆节"},{"date":"2018-09-30","isOffDay":false,"name":"国庆节"}],"year":2018}');
INSERT INTO "holiday_notice" VALUES(2019,'{"days":[{"date":"2019-01-01","isOffDay":true,"name":"元旦"},{"date":"2019-02-04","isOffDay":true,"name":"春节"},{"date":"2019-02-05","isOffDay":true,"name":"春节"},{"date":"2019-02-06","isOffDay":true,"name":"春节"},{"date":"2019-02-07","isOffDay":true,"name":"春节"},{"date":"2019-02-08","isOffDay":true,"name":"春节"},{"date":"2019-02-09","isOffDay":true,"name":"春节"},{"date":"2019-02-10","isOffDay":true,"name":"春节"},{"date":"2019-02-02","isOffDay":false,"name":"春节"},{"date":"2019-02-03","isOffDay":false,"name":"春节"},{"date":"2019-04-05","isOffDay":true,"name":"清明"},{"date":"2019-04-06","isOffDay":true,"name":"清明"},{"date":"2019-04-07","isOffDay":true,"name":"清明"},{"date":"2019-05-01","isOffDay":true,"name":"劳动节"},{"date":"2019-05-02","isOffDay":true,"name":"劳动节"},{"date":"2019-05-03","isOffDay":true,"name":"劳动节"},{"date":"2019-05-04","isOffDay":true,"name":"劳动节"},{"date":"2019-04-28","isOffDay":false,"name":"劳动节"},{"date":"2019-05-05","isOffDay":false,"name":"劳动节"},{"date":"2019-06-07","isOffDay":true,"name":"端午"},{"date":"2019-06-08","isOffDay":true,"name":"端午"},{"date":"2019-06-09","isOffDay":true,"name":"端午"},{"date":"2019-09-13","isOffDay":true,"name":"中秋"},{"date":"2019-09-14","isOffDay":true,"name":"中秋"},{"date":"2019-09-15","isOffDay":true,"name":"中秋"},{"date":"2019-10-01","isOffDay":true,"name":"国庆节"},{"date":"2019-10-02","isOffDay":true,"name":"国庆节"},{"date":"2019-10-03","isOffDay":true,"name":"国庆节"},{"date":"2019-10-04","isOffDay":true,"name":"国庆节"},{"date":"2019-10-05","isOffDay":true,"name":"国庆节"},{"date":"2019-10-06","isOffDay":true,"name":"国庆节"},{"date":"2019-10-07","isOffDay":true,"name":"国庆节"},{"date":"2019-09-29","isOffDay":false,"name":"国庆节"},{"date":"2019-10-12","isOffDay":false,"name":"国庆节"}],"year":2019}');
INSERT INTO "holiday_notice" VALUES(2020,'{"days":[{"date":"2020-01-01","isOffDay":true,"name":"元旦"},{"date":"2020-01-24","isOffDay":true,"name":"春节"},{"date":"2020-01-25","isOffDay":true,"name":"春节"},{"date":"2020-01-26","isOffDay":true,"name":"春节"},{"date":"2020-01-27","isOffDay":true,"name":"春节"},{"date":"2020-01-28","isOffDay":true,"name":"春节"},{"date":"2020-01-29","isOffDay":true,"name":"春节"},{"date":"2020-01-30","isOffDay":true,"name":"春节"},{"date":"2020-01-31","isOffDay":true,"name":"春节"},{"date":"2020-02-01","isOffDay":true,"name":"春节"},{"date":"2020-02-02","isOffDay":true,"name":"春节"},{"date":"2020-01-19","isOffDay":false,"name":"春节"},{"date":"2020-04-04","isOffDay":true,"name":"清明"},{"date":"2020-04-05","isOffDay":true,"name":"清明"},{"date":"2020-04-06","isOffDay":true,"name":"清明"},{"date":"2020-05-01","isOffDay":true,"name":"劳动节"},{"date":"2020-05-02","isOffDay":true,"name":"劳动节"},{"date":"2020-05-03","isOffDay":true,"name":"劳动节"},{"date":"2020-05-04","isOffDay":true,"name":"劳动节"},{"date":"2020-05-05","isOffDay":true,"name":"劳动节"},{"date":"2020-04-26","isOffDay":false,"name":"劳动节"},{"date":"2020-05-09","isOffDay":false,"name":"劳动节"},{"date":"2020-06-25","isOffDay":true,"name":"端午"},{"date":"2020-06-26","isOffDay":true,"name":"端午"},{"date":"2020-06-27","isOffDay":true,"name":"端午"},{"date":"2020-06-28","isOffDay":false,"name":"端午"},{"date":"2020-10-01","isOffDay":true,"name":"国庆节"},{"date":"2020-10-02","isOffDay":true,"name":"国庆节"},{"date":"2020-10-03","isOffDay":true,"name":"国庆节"},{"date":"2020-10-04","isOffDay":true,"name":"国庆节"},{"date":"2020-10-05","isOffDay":true,"name":"国庆节"},{"date":"2020-10-06","isOffDay":true,"name":"国庆节"},{"date":"2020-10-07","isOffDay":true,"name":"国庆节"},{"date":"2020-10-08","isOffDay":true,"name":"国庆节"},{"date":"2020-09-27","isOffDay":false,"name":"国庆节"},{"date":"2020-10-10","isOffDay":false,"name":"国庆节"}],"year":2020}');
INSERT INTO "holiday_notice" VALUES(2021,'{"days":[{"date":"2021-01-01","isOffDay":true,"name":"元旦"},{"date":"2021-01-02","isOffDay":true,"name":"元旦"},{"date":"2021-01-03","isOffDay":true,"name":"元旦"},{"date":"2021-02-11","isOffDay":true,"name":"春节"},{"date":"2021-02-12","isOffDay":true,"name":"春节"},{"date":"2021-02-13","isOffDay":true,"name":"春节"},{"date":"2021-02-14","isOffDay":true,"name":"春节"},{"date":"2021-02-15","isOffDay":true,"name":"春节"},{"date":"2021-02-16","isOffDay":true,"name":"春节"},{"date":"2021-02-17","isOffDay":true,"name":"春节"},{"date":"2021-02-07","isOffDay":false,"name":"春节"},{"date":"2021-02-20","isOffDay":false,"name":"春节"},{"date":"2021-04-03","isOffDay":true,"name":"清明"},{"date":"2021-04-04","isOffDay":true,"name":"清明"},{"date":"2021-04-05","isOffDay":true,"name":"清明"},{"date":"2021-05-01","isOffDay":true,"name":"劳动节"},{"date":"2021-05-02","isOffDay":true,"name":"劳动节"},{"date":"2021-05-03","isOffDay":true,"name":"劳动节"},{"date":"2021-05-04","isOffDay":true,"name":"劳动节"},{"date":"2021-05-05","isOffDay":true,"name":"劳动节"},{"date":"2021-04-25","isOffDay":false,"name":"劳动节"},{"date":"2021-05-08","isOffDay":false,"name":"劳动节"},{"date":"2021-06-12","isOffDay":true,"name":"端午"},{"date":"2021-06-13","isOffDay":true,"name":"端午"},{"date":"2021-06-14","isOffDay":true,"name":"端午"},{"date":"2021-09-19","isOffDay":true,"name":"中秋"},{"date":"2021-09-20","isOffDay":true,"name":"中秋"},{"date":"2021-09-21","isOffDay":true,"name":"中秋"},{"date":"2021-09-18","isOffDay":false,"name":"中秋"},{"date":"2021-10-01","isOffDay":true,"name":"国庆节"},{"date":"2021-10-02","isOffDay":true,"name":"国庆节"},{"date":"2021-10-03","isOffDay":true,"name":"国庆节"},{"date":"2021-10-04","isOffDay":true,"name":"国庆节"},{"date":"2021-10-05","isOffDay":true,"name":"国庆节"},{"date":"2021-10-06","isOffDay":true,"name":"国庆节"},{"date":"2021-10-07","isOffDay":true,"name":"国庆节"},{"date":"2021-09-26","isOffDay":false,"name":"国庆节"},{"date":"2021-10-09","isOffDay":false,"name":"国庆节"}],"year":2021}');
INSERT INTO "holiday_notice" VALUES(2022,'{"days":[{"date":"2022-01-01","isOffDay":true,"name":"元旦"},{"date":"2022-01-02","isOffDay":true,"name":"元旦"},{"date":"2022-01-03","isOffDay":true,"name":"元旦"},{"date":"2022-12-31","isOffDay":true,"name":"元旦"},{"date":"2022-01-31","isOffDay":true,"name":"春节"},{"date":"2022-02-01","isOffDay":true,"name":"春节"},{"date":"2022-02-02","isOffDay":true,"name":"春节"},{"date":"2022-02-03","isOffDay":true,"name":"春节"},{"date":"2022-02-04","isOffDay":true,"name":"春节"},{"date":"2022-02-05","isOffDay":true,"name":"春节"},{"date":"2022-02-06","isOffDay":true,"name":"春节"},{"date":"2022-01-29","isOffDay":false,"name":"春节"},{"date":"2022-01-30","isOffDay":false,"name":"春节"},{"date":"2022-04-03","isOffDay":true,"name":"清明"},{"date":"2022-04-04","isOffDay":true,"name":"清明"},{"date":"2022-04-05","isOffDay":true,"name":"清明"},{"date":"2022-04-02","isOffDay":false,"name":"清明"},{"date":"2022-04-30","isOffDay":true,"name":"劳动节"},{"date":"2022-05-01","isOffDay":true,"name":"劳动节"},{"date":"2022-05-02","isOffDay":true,"name":"劳动节"},{"date":"2022-05-03","isOffDay":true,"name":"劳动节"},{"date":"2022-05-04","isOffDay":true,"name":"劳动节"},{"date":"2022-04-24","isOffDay":false,"name":"劳动节"},{"date":"2022-05-07","isOffDay":false,"name":"劳动节"},{"date":"2022-06-03","isOffDay":true,"name":"端午"},{"date":"2022-06-04","isOffDay":true,"name":"端午"},{"date":"2022-06-05","isOffDay":true,"name":"端午"},{"date":"2022-09-10","isOffDay":true,"name":"中秋"},{"date":"2022-09-11","isOffDay":true,"name":"中秋"},{"date":"2022-09-12","isOffDay":true,"name":"中秋"},{"date":"2022-10-01","isOffDay":true,"name":"国庆节"},{"date":"2022-10-02","isOffDay":true,"name":"国庆节"},{"date":"2022-10-03","isOffDay":true,"name":"国庆节"},{"date":"2022-10-04","isOffDay":true,"name":"国庆节"},{"date":"2022-10-05","isOffDay":true,"name":"国庆节"},{"date":"2022-10-06","isOffDay":true,"name":"国庆节"},{"date":"2022-10-07","isOffDay":true,"name":"国庆节"},{"date":"2022-10-08","isOffDay":false,"name":"国庆节"},{"date":"2022-10-09","isOffDay":false,"name":"国庆节"}],"year":2022}');
INSERT INTO "holiday_notice" VALUES(2023,'{"days":[{"date":"2023-01-01","isOffDay":true,"name":"元旦"},{"date":"2023-01-02","isOffDay":true,"name":"元旦"},{"date":"2023-12-30","isOffDay":true,"name":"元旦"},{"date":"2023-12-31","isOffDay":true,"name":"元旦"},{"date":"2023-01-21","isOffDay":true,"name":"春节"},{"date":"2023-01-22","isOffDay":true,"name":"春节"},{"date":"2023-01-23","isOffDay":true,"name":"春节"},{"date":"2023-01-24","isOffDay":true,"name":"春节"},{"date":"2023-01-25","isOffDay":true,"name":"春节"},{"date":"2023-01-26","isOffDay":true,"name":"春节"},{"date":"2023-01-27","isOffDay":true,"name":"春节"},{"date":"2023-01-28","isOffDay":false,"name":"春节"},{"date":"2023-01-29","isOffDay":false,"name":"春节"},{"date":"2023-04-05","isOffDay":true,"name":"清明"},{"date":"2023-04-29","isOffDay":true,"name":"劳动节"},{"date":"2023-04-30","isOffDay":true,"name":"劳动节"},{"date":"2023-05-01","isOffDay":true,"name":"劳动节"},{"date":"2023-05-02","isOffDay":true,"name":"劳动节"},{"date":"2023-05-03","isOffDay":true,"name":"劳动节"},{"date":"2023-04-23","isOffDay":false,"name":"劳动节"},{"date":"2023-05-06","isOffDay":false,"name":"劳动节"},{"date":"2023-06-22","isOffDay":true,"name":"端午"},{"date":"2023-06-23","isOffDay":true,"name":"端午"},{"date":"2023-06-24","isOffDay":true,"name":"端午"},{"date":"2023-06-25","isOffDay":false,"name":"端午"},{"date":"2023-09-29","isOffDay":true,"name":"中秋"},{"date":"2023-09-30","isOffDay":true,"name":"国庆节"},{"date":"2023-10-01","isOffDay":true,"name":"国庆节"},{"date":"2023-10-02","isOffDay":true,"name":"国庆节"},{"date":"2023-10-03","isOffDay":true,"name":"国庆节"},{"date":"2023-10-04","isOffDay":true,"name":"国庆节"},{"date":"2023-10-05","isOffDay":true,"name":"国庆节"},{"date":"2023-10-06","isOffDay":true,"name":"国庆节"},{"date":"2023-10-07","isOffDay":false,"name":"国庆节"},{"date":"2023-10-08","isOffDay":false,"name":"国庆节"}],"year":2023}');
INSERT INTO "holiday_notice" VALUES(2024,'{"days":[{"date":"2024-01-01","isOffDay":true,"name":"元旦"},{"date":"2024-02-10","isOffDay":true,"name":"春节"},{"date":"2024-02-11","isOffDay":true,"name":"春节"},{"date":"2024-02-12","isOffDay":true,"name":"春节"},{"date":"2024-02-13","isOffDay":true,"name":"春节"},{"date":"2024-02-14","isOffDay":true,"name":"春节"},{"date":"2024-02-15","isOffDay":true,"name":"春节"},{"date":"2024-02-16","isOffDay":true,"name":"春节"},{"date":"2024-02-17","isOffDay":true,"name":"春节"},{"date":"2024-02-04","isOffDay":false,"name":"春节"},{"date":"2024-02-18","isOffDay":false,"name":"春节"},{"date":"2024-04-04","isOffDay":true,"name":"清明"},{"date":"2024-04-05","isOffDay":true,"name":"清明"},{"date":"2024-04-06","isOffDay":true,"name":"清明"},{"date":"2024-04-07","isOffDay":false,"name":"清明"},{"date":"2024-05-01","isOffDay":true,"name":"劳动节"},{"date":"2024-05-02","isOffDay":true,"name":"劳动节"},{"date":"2024-05-03","isOffDay":true,"name":"劳动节"},{"date":"2024-05-04","isOffDay":true,"name":"劳动节"},{"date":"2024-05-05","isOffDay":true,"name":"劳动节"},{"date":"2024-04-28","isOffDay":false,"name":"劳动节"},{"date":"2024-05-11","isOffDay":false,"name":"劳动节"},{"date":"2024-06-10","isOffDay":true,"name":"端午"},{"date":"2024-09-15","isOffDay":true,"name":"中秋"},{"date":"2024-09-16","isOffDay":true,"name":"中秋"},{"date":"2024-09-17","isOffDay":true,"name":"中秋"},{"date":"2024-09-14","isOffDay":false,"name":"中秋"},{"date":"2024-10-01","isOffDay":true,"name":"国庆节"},{"date":"2024-10-02","isOffDay":true,"name":"国庆节"},{"date":"2024-10-03","isOffDay":true,"name":"国庆节"},{"date":"2024-10-04","isOffDay":true,"name":"国庆节"},{"date":"2024-10-05","isOffDay":true,"name":"国庆节"},{"date":"2024-10-06","isOffDay":true,"name":"国庆节"},{"date":"2024-10-07","isOffDay":true,"name":"国庆节"},{"date":"2024-09-29","isOffDay":false,"name":"国庆节"},{"date":"2024-10-12","isOffDay":false,"name":"国庆节"}],"year":2024}');
INSERT INTO "holiday_notice" VALUES(2025,'{"days":[{"date":"2025-01-01","isOffDay":true,"name":"元旦"},{"date":"2025-01-28","isOffDay":true,"name":"春节"},{"date":"2025-01-29","isOffDay":true,"name":"春节"},{"date":"2025-01-30","isOffDay":true,"name":"春节"},{"date":"2025-01-31","isOffDay":true,"name":"春节"},{"date":"2025-02-01","isOffDay":true,"name":"春节"},{"date":"2025-02-02","isOffDay":true,"name":"春节"},{"date":"2025-02-03","isOffDay":true,"name":"春节"},{"date":"2025-02-04","isOffDay":true,"name":"春节"},{"date":"2025-01-26","isOffDay":false,"name":"春节"},{"date":"2025-02-08","isOffDay":false,"name":"春节"},{"date":"2025-04-04","isOffDay":true,"name":"清明"},{"date":"2025-04-05","isOffDay":true,"name":"清明"},{"date":"2025-04-06","isOffDay":true,"name":"清明"},{"date":"2025-05-01","isOffDay":true,"name":"劳动节"},{"date":"2025-05-02","isOffDay":true,"name":"劳动节"},{"date":"2025-05-03","isOffDay":true,"name":"劳动节"},{"date":"2025-05-04","isOffDay":true,"name":"劳动节"},{"date":"2025-05-05","isOffDay":true,"name":"劳动节"},{"date":"2025-04-27","isOffDay":false,"name":"劳动节"},{"date":"2025-05-31","isOffDay":true,"name":"端午"},{"date":"2025-06-01","isOffDay":true,"name":"端午"},{"date":"2025-06-02","isOffDay":true,"name":"端午"},{"date":"2025-10-01","isOffDay":true,"name":"国庆节"},{"date":"2025-10-02","isOffDay":true,"name":"国庆节"},{"date":"2025-10-03","isOffDay":true,"name":"国庆节"},{"date":"2025-10-04","isOffDay":true,"name":"国庆节"},{"date":"2025-10-05","isOffDay":true,"name":"国庆节"},{"date":"2025-10-07","isOffDay":true,"name":"国庆节"},{"date":"2025-10-08","isOffDay":true,"name":"国庆节"},{"date":"2025-09-28","isOffDay":false,"name":"国庆节"},{"date":"2025-10-11","isOffDay":false,"name":"国庆节"},{"date":"2025-10-06","isOffDay":true,"name":"中秋"}],"year":2025}');
INSERT INTO "holiday_notice" VALUES(2026,'{"days":[{"date":"2026-01-01","isOffDay":true,"name":"元旦"},{"date":"2026-01-02","isOffDay":true,"name":"元旦"},{"date":"2026-01-03","isOffDay":true,"name":"元旦"},{"date":"2026-01-04","isOffDay":false,"name":"元旦"},{"date":"2026-02-15","isOffDay":true,"name":"春节"},{"date":"2026-02-16","isOffDay":true,"name":"春节"},{"date":"2026-02-17","isOffDay":true,"name":"春节"},{"date":"2026-02-18","isOffDay":true,"name":"春节"},{"date":"2026-02-19","isOffDay":true,"name":"春节"},{"date":"2026-02-20","isOffDay":true,"name":"春节"},{"date":"2026-02-21","isOffDay":true,"name":"春节"},{"date":"2026-02-22","isOffDay":true,"name":"春节"},{"date":"2026-02-23","isOffDay":true,"name":"春节"},{"date":"2026-02-14","isOffDay":false,"name":"春节"},{"date":"2026-02-28","isOffDay":false,"name":"春节"},{"date":"2026-04-04","isOffDay":true,"name":"清明"},{"date":"2026-04-05","isOffDay":true,"name":"清明"},{"date":"2026-04-06","isOffDay":true,"name":"清明"},{"date":"2026-05-01","isOffDay":true,"name":"劳动节"},{"date":"2026-05-02","isOffDay":true,"name":"劳动节"},{"date":"2026-05-03","isOffDay":true,"name":"劳动节"},{"date":"2026-05-04","isOffDay":true,"name":"劳动节"},{"date":"2026-05-05","isOffDay":true,"name":"劳动节"},{"date":"2026-05-09","isOffDay":false,"name":"劳动节"},{"date":"2026-06-19","isOffDay":true,"name":"端午"},{"date":"2026-06-20","isOffDay":true,"name":"端午"},{"date":"2026-06-21","isOffDay":true,"name":"端午"},{"date":"2026-09-25","isOffDay":true,"name":"中秋"},{"date":"2026-09-26","isOffDay":true,"name":"中秋"},{"date":"2026-09-27","isOffDay":true,"name":"中秋"},{"date":"2026-10-01","isOffDay":true,"name":"国庆节"},{"date":"2026-10-02","isOffDay":true,"name":"国庆节"},{"date":"2026-10-03","isOffDay":true,"name":"国庆节"},{"date":"2026-10-04","isOffDay":true,"name":"国庆节"},{"date":"2026-10-05","isOffDay":true,"name":"国庆节"},{"date":"2026-10-06","isOffDay":true,"name":"国庆节"},{"date":"2026-10-07","isOffDay":true,"name":"国庆节"},{"date":"2026-09-20","isOffDay":false,"name":"国庆节"},{"date":"2026-10-10","isOffDay":false,"name":"国庆节"}],"year":2026}');
INSERT INTO "holiday_notice" VALUES(2027,'{"days":[{"date":"2027-01-01","isOffDay":true,"name":"元旦"}],"year":2027}');
CREATE TABLE home_collection (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL CHECK (person <> ''), name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('events', 'tasks', 'own')),
  components TEXT NOT NULL CHECK (json_valid(components)), properties TEXT NOT NULL CHECK (json_valid(properties)),
  change INTEGER NOT NULL CHECK (change >= 0), created INTEGER NOT NULL,
  -- Of what the office fills: the journal's length and the day when it was last compared.
  journal INTEGER, day INTEGER, modified INTEGER NOT NULL DEFAULT 0,
  UNIQUE (person, name), CHECK ((kind = 'own') = (journal IS NULL))
) STRICT;
INSERT INTO "home_collection" VALUES(1,'A1','office-events','events','["VEVENT"]','{}',97,1801270800000,94,20848,1801270800000);
INSERT INTO "home_collection" VALUES(2,'A1','office-tasks','tasks','["VTODO"]','{}',96,1801270800000,94,20848,1801270800000);
INSERT INTO "home_collection" VALUES(3,'A1','own','own','["VEVENT","VTODO","VJOURNAL","VFREEBUSY"]','{}',3,1801270800000,NULL,NULL,1801270800000);
CREATE TABLE home_epoch (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL CHECK (epoch > 0)) STRICT;
CREATE TABLE home_removal (
  collection INTEGER NOT NULL REFERENCES home_collection ON DELETE CASCADE, name TEXT NOT NULL,
  change INTEGER NOT NULL, born INTEGER NOT NULL,
  PRIMARY KEY (collection, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "home_removal" VALUES(3,'gone.ics',3,2);
CREATE TABLE home_resource (
  id INTEGER PRIMARY KEY, collection INTEGER NOT NULL REFERENCES home_collection ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''), uid TEXT NOT NULL CHECK (uid <> ''), component TEXT NOT NULL, etag TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0), created INTEGER NOT NULL, modified INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL,
  change INTEGER NOT NULL, born INTEGER NOT NULL CHECK (born <= change),
  properties TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(properties)),
  body BLOB NOT NULL,
  UNIQUE (collection, name), UNIQUE (collection, uid)
) STRICT;
INSERT INTO "home_resource" VALUES(1,1,'session-5.ics','session-5@122a490f-be32-475d-bb1d-45e4a464898a.jiaoli','VEVENT','622aab31d21434be31f837f0c6bc7f73',766,1801270800000,1801270800000,1790640000,1790818200,95,95,'{}',X'424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F4A69616F6C692F2F4A69616F6C692F2F5A480D0A43414C5343414C453A475245474F5249414E0D0A424547494E3A5654494D455A4F4E450D0A545A49443A417369612F5368616E676861690D0A424547494E3A5354414E444152440D0A445453544152543A3139373030313031543030303030300D0A545A4F464653455446524F4D3A2B303830300D0A545A4F4646534554544F3A2B303830300D0A545A4E414D453A4353540D0A454E443A5354414E444152440D0A454E443A5654494D455A4F4E450D0A424547494E3A564556454E540D0A5549443A73657373696F6E2D354031323261343930662D626533322D343735642D626231642D3435653461343634383938612E6A69616F6C690D0A53455155454E43453A300D0A44545354414D503A3230323630393031543031303030305A0D0A435245415445443A3230323630393031543031303030305A0D0A4C4153542D4D4F4449464945443A3230323630393031543031303030305A0D0A445453544152543B545A49443D417369612F5368616E676861693A3230323630393330543038303030300D0A4454454E443B545A49443D417369612F5368616E676861693A3230323630393330543039333030300D0A53554D4D4152593AE4B893E9A298E8AEB2E5BAA73A20E5AE89E4B8800D0A4C4F434154494F4E3AE5AE9EE9AA8CE5B08FE5ADA60D0A4445534352495054494F4E3AE7ACAC31E88A82E887B3E7ACAC32E88A825C6EE58F82E58AA03A20E5AE89E4B8805C6EE5AFB9E8B1A13A20E5B7A5E4BD9CE5AEA4E5ADA6E591985C6EE4BD900D0A20E8AF813A20E7ADBEE588B0E8A1A8E38081E8AFBEE4BBB65C6EE4BE9DE68DAE3A2053312D323220E4BA9428E4BA8C290D0A43415445474F524945533AE5B7A5E4BD9CE5AEA4E5ADA6E69C9FE8818CE8B4A30D0A5354415455533A434F4E4649524D45440D0A5452414E53503A4F50415155450D0A454E443A564556454E540D0A454E443A5643414C454E4441520D0A');
INSERT INTO "home_resource" VALUES(2,1,'session-2.ics','session-2@122a490f-be32-475d-bb1d-45e4a464898a.jiaoli','VEVENT','8a6b1a5218466ca498fe81d55b8e640d',777,1801270800000,1801270800000,1795679100,1795854300,96,96,'{}',X'424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F4A69616F6C692F2F4A69616F6C692F2F5A480D0A43414C5343414C453A475245474F5249414E0D0A424547494E3A5654494D455A4F4E450D0A545A49443A417369612F5368616E676861690D0A424547494E3A5354414E444152440D0A445453544152543A3139373030313031543030303030300D0A545A4F464653455446524F4D3A2B303830300D0A545A4F4646534554544F3A2B303830300D0A545A4E414D453A4353540D0A454E443A5354414E444152440D0A454E443A5654494D455A4F4E450D0A424547494E3A564556454E540D0A5549443A73657373696F6E2D324031323261343930662D626533322D343735642D626231642D3435653461343634383938612E6A69616F6C690D0A53455155454E43453A300D0A44545354414D503A3230323630393031543031303030305A0D0A435245415445443A3230323630393031543031303030305A0D0A4C4153542D4D4F4449464945443A3230323630393031543031303030305A0D0A445453544152543B545A49443D417369612F5368616E676861693A3230323631313237543135343530300D0A4454454E443B545A49443D417369612F5368616E676861693A3230323631313237543136323530300D0A53554D4D4152593AE7A4BAE88C83E8AFBE3A20E5AE89E4B8800D0A4C4F434154494F4E3AE5AE9EE9AA8CE5B08FE5ADA60D0A4445534352495054494F4E3AE7ACAC37E88A825C6EE58F82E58AA03A20E5AE89E4B8805C6EE5AFB9E8B1A13A20E5B7A5E4BD9CE5AEA4E68890E59198E4B88EE69CACE6A0A1E69599E5B8880D0A205C6EE4BD90E8AF813A20E69599E6A188E38081E590ACE8AFBEE8AF84E8AFBEE8AEB0E5BD955C6EE4BE9DE68DAE3A2053312D323220E4BA9428E4BA8C290D0A43415445474F524945533AE5B7A5E4BD9CE5AEA4E5ADA6E69C9FE8818CE8B4A30D0A5354415455533A434F4E4649524D45440D0A5452414E53503A4F50415155450D0A454E443A564556454E540D0A454E443A5643414C454E4441520D0A');
INSERT INTO "home_resource" VALUES(3,1,'deadline-10.ics','deadline-10@122a490f-be32-475d-bb1d-45e4a464898a.jiaoli','VEVENT','ef9079f7f007ffe9e421eae74cb92ca6',513,1801270800000,1801270800000,1798848000,1799193600,97,97,'{}',X'424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F4A69616F6C692F2F4A69616F6C692F2F5A480D0A43414C5343414C453A475245474F5249414E0D0A424547494E3A564556454E540D0A5549443A646561646C696E652D31304031323261343930662D626533322D343735642D626231642D3435653461343634383938612E6A69616F6C690D0A53455155454E43453A300D0A44545354414D503A3230323630393031543031303030305A0D0A435245415445443A3230323630383331543136303030305A0D0A4C4153542D4D4F4449464945443A3230323630393031543031303030305A0D0A445453544152543B56414C55453D444154453A32303237303130330D0A4454454E443B56414C55453D444154453A32303237303130340D0A53554D4D4152593AE688AAE6ADA23A20E585A5E6A0A1E68C87E5AFBC0D0A4445534352495054494F4E3AE4BD90E8AF813A20E590ACE8AFBEE8AF84E8AFBEE8AEB0E5BD955C6EE4BE9DE68DAE3A2053342D313320E6848FE8A781E4B88928E4B88029325C6EE4BBBB0D0A20E58AA1E7BC96E58FB73A2031300D0A43415445474F524945533AE688AAE6ADA20D0A5354415455533A434F4E4649524D45440D0A5452414E53503A5452414E53504152454E540D0A454E443A564556454E540D0A454E443A5643414C454E4441520D0A');
INSERT INTO "home_resource" VALUES(4,2,'task-5.ics','task-5@122a490f-be32-475d-bb1d-45e4a464898a.jiaoli','VTODO','9cc8719614cd68fe1fa0ec0d4c5a29c7',464,1801270800000,1801270800000,1788134400,1799107200,95,95,'{}',X'424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F4A69616F6C692F2F4A69616F6C692F2F5A480D0A43414C5343414C453A475245474F5249414E0D0A424547494E3A56544F444F0D0A5549443A7461736B2D354031323261343930662D626533322D343735642D626231642D3435653461343634383938612E6A69616F6C690D0A53455155454E43453A300D0A44545354414D503A3230323630393031543031303030305A0D0A435245415445443A3230323630383331543136303030305A0D0A4C4153542D4D4F4449464945443A3230323630393031543031303030305A0D0A445453544152543B56414C55453D444154453A32303236303930310D0A4455453B56414C55453D444154453A32303237303130330D0A53554D4D4152593AE4B893E9A298E8AEB2E5BAA70D0A4445534352495054494F4E3AE4BD90E8AF813A20E7ADBEE588B0E8A1A8E38081E8AFBEE4BBB65C6EE4BE9DE68DAE3A2053312D323220E4BA9428E4BA8C295C6EE4BBBBE58AA1E7BC960D0A20E58FB73A20350D0A5354415455533A4E454544532D414354494F4E0D0A5052494F524954593A300D0A454E443A56544F444F0D0A454E443A5643414C454E4441520D0A');
INSERT INTO "home_resource" VALUES(5,2,'task-10.ics','task-10@122a490f-be32-475d-bb1d-45e4a464898a.jiaoli','VTODO','434cc9b296d08b92432353670b0d9623',473,1801270800000,1801270800000,1788134400,1799107200,96,96,'{}',X'424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F4A69616F6C692F2F4A69616F6C692F2F5A480D0A43414C5343414C453A475245474F5249414E0D0A424547494E3A56544F444F0D0A5549443A7461736B2D31304031323261343930662D626533322D343735642D626231642D3435653461343634383938612E6A69616F6C690D0A53455155454E43453A300D0A44545354414D503A3230323630393031543031303030305A0D0A435245415445443A3230323630383331543136303030305A0D0A4C4153542D4D4F4449464945443A3230323630393031543031303030305A0D0A445453544152543B56414C55453D444154453A32303236303930310D0A4455453B56414C55453D444154453A32303237303130330D0A53554D4D4152593AE585A5E6A0A1E68C87E5AFBC0D0A4445534352495054494F4E3AE4BD90E8AF813A20E590ACE8AFBEE8AF84E8AFBEE8AEB0E5BD955C6EE4BE9DE68DAE3A2053342D313320E6848FE8A781E4B88928E4B88029325C6EE4BBBB0D0A20E58AA1E7BC96E58FB73A2031300D0A5354415455533A4E454544532D414354494F4E0D0A5052494F524954593A300D0A454E443A56544F444F0D0A454E443A5643414C454E4441520D0A');
INSERT INTO "home_resource" VALUES(6,3,'kept.ics','kept@record','VEVENT','a70db2a61f9ece44e71a52742fc7fed8',193,1801270800000,1801270800000,1794099600,1794276000,1,1,'{}',X'424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F7265636F72642F2F434E0D0A424547494E3A564556454E540D0A5549443A6B657074407265636F72640D0A44545354414D503A3230323630393031543030303030305A0D0A445453544152543A3230323631313039543031303030305A0D0A4455524154494F4E3A505431480D0A53554D4D4152593AE69599E7A0940D0A454E443A564556454E540D0A454E443A5643414C454E4441520D0A');
CREATE TABLE home_tick (
  task INTEGER PRIMARY KEY, at INTEGER NOT NULL, attempts INTEGER NOT NULL CHECK (attempts > 0), message TEXT NOT NULL
) STRICT;
CREATE TABLE hours (
  id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hours REAL NOT NULL CHECK (hours >= 0), credits REAL CHECK (credits >= 0),
  mode TEXT NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL, status TEXT NOT NULL, day INTEGER NOT NULL,
  note TEXT NOT NULL,
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
INSERT INTO "hours" VALUES(1,'A1',6.0,NULL,'网络','','','','',20738,'',20822,'office','',20822,'更正');
INSERT INTO "hours" VALUES(2,'A2',60.0,NULL,'网络','','','','',20738,'',20822,'office','',20822,'录错');
INSERT INTO "hours" VALUES(3,'A1',8.0,NULL,'网络','','','','',20738,'',20822,'office','',NULL,NULL);
CREATE TABLE invocation (
  run INTEGER NOT NULL REFERENCES run, id TEXT NOT NULL, state TEXT NOT NULL,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  status TEXT NOT NULL CHECK ((status = 'active' OR status = 'settled' OR status = 'left')),
  total INTEGER NOT NULL CHECK (total >= 0), settled INTEGER NOT NULL CHECK (settled BETWEEN 0 AND total),
  accepted INTEGER NOT NULL CHECK (accepted BETWEEN 0 AND settled),
  PRIMARY KEY (run, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "invocation" VALUES(1,'semester/demonstration-lesson','semester',1,'active',3,1,1);
INSERT INTO "invocation" VALUES(1,'semester/lecture','semester',1,'active',3,0,0);
INSERT INTO "invocation" VALUES(1,'semester/mentor-visit','semester',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(1,'semester/outreach','semester',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(1,'semester/research','semester',1,'active',3,1,0);
INSERT INTO "invocation" VALUES(2,'check/review','check',1,'left',1,0,0);
INSERT INTO "invocation" VALUES(2,'filing/form','filing',1,'left',1,0,0);
INSERT INTO "invocation" VALUES(2,'filing/note','filing',0,'left',1,0,0);
INSERT INTO "invocation" VALUES(2,'filing/slow','filing',0,'left',1,0,0);
INSERT INTO "invocation" VALUES(3,'launch/application','launch',0,'active',2,0,0);
INSERT INTO "invocation" VALUES(3,'launch/duties','launch',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(3,'launch/kick-off','launch',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(3,'launch/organisation','launch',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(3,'launch/partnership','launch',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(3,'launch/platform-trial','launch',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(3,'launch/scheme','launch',1,'active',1,0,0);
INSERT INTO "invocation" VALUES(3,'network-study-pilot/monthly-record','network-study-pilot',1,'active',28,0,0);
INSERT INTO "invocation" VALUES(4,'spread/each','spread',1,'settled',2,2,2);
INSERT INTO "invocation" VALUES(4,'work/plan','work',1,'settled',1,1,1);
INSERT INTO "invocation" VALUES(4,'work/record','work',0,'left',10,0,0);
INSERT INTO "invocation" VALUES(4,'work/visit','work',0,'left',2,0,0);
INSERT INTO "invocation" VALUES(5,'work/own','work',1,'settled',1,1,0);
INSERT INTO "invocation" VALUES(6,'work/own','work',1,'settled',1,1,0);
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor <> ''),
  behalf TEXT,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;
INSERT INTO "journal" VALUES(1,-2209017600000,'office',NULL,'office.opened','{"edition":2,"isRehearsal":true,"name":"记录县教师发展办公室","notices":[{"days":[{"date":"2013-01-01","isOffDay":true,"name":"元旦"},{"date":"2013-01-02","isOffDay":true,"name":"元旦"},{"date":"2013-01-03","isOffDay":true,"name":"元旦"},{"date":"2013-01-05","isOffDay":false,"name":"元旦"},{"date":"2013-01-06","isOffDay":false,"name":"元旦"},{"date":"2013-02-09","isOffDay":true,"name":"春节"},{"date":"2013-02-10","isOffDay":true,"name":"春节"},{"date":"2013-02-11","isOffDay":true,"name":"春节"},{"date":"2013-02-12","isOffDay":true,"name":"春节"},{"date":"2013-02-13","isOffDay":true,"name":"春节"},{"date":"2013-02-14","isOffDay":true,"name":"春节"},{"date":"2013-02-15","isOffDay":true,"name":"春节"},{"date":"2013-02-16","isOffDay":false,"name":"春节"},{"date":"2013-02-17","isOffDay":false,"name":"春节"},{"date":"2013-04-04","isOffDay":true,"name":"清明"},{"date":"2013-04-05","isOffDay":true,"name":"清明"},{"date":"2013-04-06","isOffDay":true,"name":"清明"},{"date":"2013-04-07","isOffDay":false,"name":"清明"},{"date":"2013-04-29","isOffDay":true,"name":"劳动节"},{"date":"2013-04-30","isOffDay":true,"name":"劳动节"},{"date":"2013-05-01","isOffDay":true,"name":"劳动节"},{"date":"2013-04-27","isOffDay":false,"name":"劳动节"},{"date":"2013-04-28","isOffDay":false,"name":"劳动节"},{"date":"2013-06-10","isOffDay":true,"name":"端午"},{"date":"2013-06-11","isOffDay":true,"name":"端午"},{"date":"2013-06-12","isOffDay":true,"name":"端午"},{"date":"2013-06-08","isOffDay":false,"name":"端午"},{"date":"2013-06-09","isOffDay":false,"name":"端午"},{"date":"2013-09-19","isOffDay":true,"name":"中秋"},{"date":"2013-09-20","isOffDay":true,"name":"中秋"},{"date":"2013-09-21","isOffDay":true,"name":"中秋"},{"date":"2013-09-22","isOffDay":false,"name":"中秋"},{"date":"2013-10-01","isOffDay":true,"name":"国庆节"},{"date":"2013-10-02","isOffDay":true,"name":"国庆节"},{"date":"2013-10-03","isOffDay":true,"name":"国庆节"},{"date":"2013-10-04","isOffDay":true,"name":"国庆节"},{"date":"2013-10-05","isOffDay":true,"name":"国庆节"},{"date":"2013-10-06","isOffDay":true,"name":"国庆节"},{"date":"2013-10-07","isOffDay":true,"name":"国庆节"},{"date":"2013-09-29","isOffDay":false,"name":"国庆节"},{"date":"2013-10-12","isOffDay":false,"name":"国庆节"}],"year":2013},{"days":[{"date":"2014-01-01","isOffDay":true,"name":"元旦"},{"date":"2014-01-31","isOffDay":true,"name":"春节"},{"date":"2014-02-01","isOffDay":true,"name":"春节"},{"date":"2014-02-02","isOffDay":true,"name":"春节"},{"date":"2014-02-03","isOffDay":true,"name":"春节"},{"date":"2014-02-04","isOffDay":true,"name":"春节"},{"date":"2014-02-05","isOffDay":true,"name":"春节"},{"date":"2014-02-06","isOffDay":true,"name":"春节"},{"date":"2014-01-26","isOffDay":false,"name":"春节"},{"date":"2014-02-08","isOffDay":false,"name":"春节"},{"date":"2014-04-05","isOffDay":true,"name":"清明"},{"date":"2014-04-06","isOffDay":true,"name":"清明"},{"date":"2014-04-07","isOffDay":true,"name":"清明"},{"date":"2014-05-01","isOffDay":true,"name":"劳动节"},{"date":"2014-05-02","isOffDay":true,"name":"劳动节"},{"date":"2014-05-03","isOffDay":true,"name":"劳动节"},{"date":"2014-05-04","isOffDay":false,"name":"劳动节"},{"date":"2014-06-02","isOffDay":true,"name":"端午"},{"date":"2014-09-08","isOffDay":true,"name":"中秋"},{"date":"2014-10-01","isOffDay":true,"name":"国庆节"},{"date":"2014-10-02","isOffDay":true,"name":"国庆节"},{"date":"2014-10-03","isOffDay":true,"name":"国庆节"},{"date":"2014-10-04","isOffDay":true,"name":"国庆节"},{"date":"2014-10-05","isOffDay":true,"name":"国庆节"},{"date":"2014-10-06","isOffDay":true,"name":"国庆节"},{"date":"2014-10-07","isOffDay":true,"name":"国庆节"},{"date":"2014-09-28","isOffDay":false,"name":"国庆节"},{"date":"2014-10-11","isOffDay":false,"name":"国庆节"}],"year":2014},{"days":[{"date":"2015-01-01","isOffDay":true,"name":"元旦"},{"date":"2015-01-02","isOffDay":true,"name":"元旦"},{"date":"2015-01-03","isOffDay":true,"name":"元旦"},{"date":"2015-01-04","isOffDay":false,"name":"元旦"},{"date":"2015-02-18","isOffDay":true,"name":"春节"},{"date":"2015-02-19","isOffDay":true,"name":"春节"},{"date":"2015-02-20","isOffDay":true,"name":"春节"},{"date":"2015-02-21","isOffDay":true,"name":"春节"},{"date":"2015-02-22","isOffDay":true,"name":"春节"},{"date":"2015-02-23","isOffDay":true,"name":"春节"},{"date":"2015-02-24","isOffDay":true,"name":"春节"},{"date":"2015-02-15","isOffDay":false,"name":"春节"},{"date":"2015-02-28","isOffDay":false,"name":"春节"},{"date":"2015-04-05","isOffDay":true,"name":"清明"},{"date":"2015-04-06","isOffDay":true,"name":"清明"},{"date":"2015-05-01","isOffDay":true,"name":"劳动节"},{"date":"2015-06-20","isOffDay":true,"name":"端午"},{"date":"2015-06-22","isOffDay":true,"name":"端午"},{"date":"2015-09-03","isOffDay":true,"name":"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"},{"date":"2015-09-04","isOffDay":true,"name":"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"},{"date":"2015-09-06","isOffDay":false,"name":"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"},{"date":"2015-09-27","isOffDay":true,"name":"中秋"},{"date":"2015-10-01","isOffDay":true,"name":"国庆节"},{"date":"2015-10-02","isOffDay":true,"name":"国庆节"},{"date":"2015-10-03","isOffDay":true,"name":"国庆节"},{"date":"2015-10-04","isOffDay":true,"name":"国庆节"},{"date":"2015-10-05","isOffDay":true,"name":"国庆节"},{"date":"2015-10-06","isOffDay":true,"name":"国庆节"},{"date":"2015-10-07","isOffDay":true,"name":"国庆节"},{"date":"2015-10-10","isOffDay":false,"name":"国庆节"}],"year":2015},{"days":[{"date":"2016-01-01","isOffDay":true,"name":"元旦"},{"date":"2016-02-07","isOffDay":true,"name":"春节"},{"date":"2016-02-08","isOffDay":true,"name":"春节"},{"date":"2016-02-09","isOffDay":true,"name":"春节"},{"date":"2016-02-10","isOffDay":true,"name":"春节"},{"date":"2016-02-11","isOffDay":true,"name":"春节"},{"date":"2016-02-12","isOffDay":true,"name":"春节"},{"date":"2016-02-13","isOffDay":true,"name":"春节"},{"date":"2016-02-06","isOffDay":false,"name":"春节"},{"date":"2016-02-14","isOffDay":false,"name":"春节"},{"date":"2016-04-04","isOffDay":true,"name":"清明"},{"date":"2016-05-01","isOffDay":true,"name":"劳动节"},{"date":"2016-05-02","isOffDay":true,"name":"劳动节"},{"date":"2016-06-09","isOffDay":true,"name":"端午"},{"date":"2016-06-10","isOffDay":true,"name":"端午"},{"date":"2016-06-11","isOffDay":true,"name":"端午"},{"date":"2016-06-12","isOffDay":false,"name":"端午"},{"date":"2016-09-15","isOffDay":true,"name":"中秋"},{"date":"2016-09-16","isOffDay":true,"name":"中秋"},{"date":"2016-09-17","isOffDay":true,"name":"中秋"},{"date":"2016-09-18","isOffDay":false,"name":"中秋"},{"date":"2016-10-01","isOffDay":true,"name":"国庆节"},{"date":"2016-10-02","isOffDay":true,"name":"国庆节"},{"date":"2016-10-03","isOffDay":true,"name":"国庆节"},{"date":"2016-10-04","isOffDay":true,"name":"国庆节"},{"date":"2016-10-05","isOffDay":true,"name":"国庆节"},{"date":"2016-10-06","isOffDay":true,"name":"国庆节"},{"date":"2016-10-07","isOffDay":true,"name":"国庆节"},{"date":"2016-10-08","isOffDay":false,"name":"国庆节"},{"date":"2016-10-09","isOffDay":false,"name":"国庆节"}],"year":2016},{"days":[{"date":"2017-01-01","isOffDay":true,"name":"元旦"},{"date":"2017-01-02","isOffDay":true,"name":"元旦"},{"date":"2017-01-27","isOffDay":true,"name":"春节"},{"date":"2017-01-28","isOffDay":true,"name":"春节"},{"date":"2017-01-29","isOffDay":true,"name":"春节"},{"date":"2017-01-30","isOffDay":true,"name":"春节"},{"date":"2017-01-31","isOffDay":true,"name":"春节"},{"date":"2017-02-01","isOffDay":true,"name":"春节"},{"date":"2017-02-02","isOffDay":true,"name":"春节"},{"date":"2017-01-22","isOffDay":false,"name":"春节"},{"date":"2017-02-04","isOffDay":false,"name":"春节"},{"date":"2017-04-02","isOffDay":true,"name":"清明"},{"date":"2017-04-03","isOffDay":true,"name":"清明"},{"date":"2017-04-04","isOffDay":true,"name":"清明"},{"date":"2017-04-01","isOffDay":false,"name":"清明"},{"date":"2017-05-01","isOffDay":true,"name":"劳动节"},{"date":"2017-05-28","isOffDay":true,"name":"端午"},{"date":"2017-05-29","isOffDay":true,"name":"端午"},{"date":"2017-05-30","isOffDay":true,"name":"端午"},{"date":"2017-05-27","isOffDay":false,"name":"端午"},{"date":"2017-10-01","isOffDay":true,"name":"国庆节"},{"date":"2017-10-02","isOffDay":true,"name":"国庆节"},{"date":"2017-10-03","isOffDay":true,"name":"国庆节"},{"date":"2017-10-05","isOffDay":true,"name":"国庆节"},{"date":"2017-10-06","isOffDay":true,"name":"国庆节"},{"date":"2017-10-07","isOffDay":true,"name":"国庆节"},{"date":"2017-10-08","isOffDay":true,"name":"国庆节"},{"date":"2017-09-30","isOffDay":false,"name":"国庆节"},{"date":"2017-10-04","isOffDay":true,"name":"中秋"}],"year":2017},{"days":[{"date":"2018-01-01","isOffDay":true,"name":"元旦"},{"date":"2018-12-30","isOffDay":true,"name":"元旦"},{"date":"2018-12-31","isOffDay":true,"name":"元旦"},{"date":"2018-12-29","isOffDay":false,"name":"元旦"},{"date":"2018-02-15","isOffDay":true,"name":"春节"},{"date":"2018-02-16","isOffDay":true,"name":"春节"},{"date":"2018-02-17","isOffDay":true,"name":"春节"},{"date":"2018-02-18","isOffDay":true,"name":"春节"},{"date":"2018-02-19","isOffDay":true,"name":"春节"},{"date":"2018-02-20","isOffDay":true,"name":"春节"},{"date":"2018-02-21","isOffDay":true,"name":"春节"},{"date":"2018-02-11","isOffDay":false,"name":"春节"},{"date":"2018-02-24","isOffDay":false,"name":"春节"},{"date":"2018-04-05","isOffDay":true,"name":"清明"},{"date":"2018-04-06","isOffDay":true,"name":"清明"},{"date":"2018-04-07","isOffDay":true,"name":"清明"},{"date":"2018-04-08","isOffDay":false,"name":"清明"},{"date":"2018-04-29","isOffDay":true,"name":"劳动节"},{"date":"2018-04-30","isOffDay":true,"name":"劳动节"},{"date":"2018-05-01","isOffDay":true,"name":"劳动节"},{"date":"2018-04-28","isOffDay":false,"name":"劳动节"},{"date":"2018-06-18","isOffDay":true,"name":"端午"},{"date":"2018-09-24","isOffDay":true,"name":"中秋"},{"date":"2018-10-01","isOffDay":true,"name":"国庆节"},{"date":"2018-10-02","isOffDay":true,"name":"国庆节"},{"date":"2018-10-03","isOffDay":true,"name":"国庆节"},{"date":"2018-10-04","isOffDay":true,"name":"国庆节"},{"date":"2018-10-05","isOffDay":true,"name":"国庆节"},{"date":"2018-10-06","isOffDay":true,"name":"国庆节"},{"date":"2018-10-07","isOffDay":true,"name":"国庆节"},{"date":"2018-09-29","isOffDay":false,"name":"国庆节"},{"date":"2018-09-30","isOffDay":false,"name":"国庆节"}],"year":2018},{"days":[{"date":"2019-01-01","isOffDay":true,"name":"元旦"},{"date":"2019-02-04","isOffDay":true,"name":"春节"},{"date":"2019-02-05","isOffDay":true,"name":"春节"},{"date":"2019-02-06","isOffDay":true,"name":"春节"},{"date":"2019-02-07","isOffDay":true,"name":"春节"},{"date":"2019-02-08","isOffDay":true,"name":"春节"},{"date":"2019-02-09","isOffDay":true,"name":"春节"},{"date":"2019-02-10","isOffDay":true,"name":"春节"},{"date":"2019-02-02","isOffDay":false,"name":"春节"},{"date":"2019-02-03","isOffDay":false,"name":"春节"},{"date":"2019-04-05","isOffDay":true,"name":"清明"},{"date":"2019-04-06","isOffDay":true,"name":"清明"},{"date":"2019-04-07","isOffDay":true,"name":"清明"},{"date":"2019-05-01","isOffDay":true,"name":"劳动节"},{"date":"2019-05-02","isOffDay":true,"name":"劳动节"},{"date":"2019-05-03","isOffDay":true,"name":"劳动节"},{"date":"2019-05-04","isOffDay":true,"name":"劳动节"},{"date":"2019-04-28","isOffDay":false,"name":"劳动节"},{"date":"2019-05-05","isOffDay":false,"name":"劳动节"},{"date":"2019-06-07","isOffDay":true,"name":"端午"},{"date":"2019-06-08","isOffDay":true,"name":"端午"},{"date":"2019-06-09","isOffDay":true,"name":"端午"},{"date":"2019-09-13","isOffDay":true,"name":"中秋"},{"date":"2019-09-14","isOffDay":true,"name":"中秋"},{"date":"2019-09-15","isOffDay":true,"name":"中秋"},{"date":"2019-10-01","isOffDay":true,"name":"国庆节"},{"date":"2019-10-02","isOffDay":true,"name":"国庆节"},{"date":"2019-10-03","isOffDay":true,"name":"国庆节"},{"date":"2019-10-04","isOffDay":true,"name":"国庆节"},{"date":"2019-10-05","isOffDay":true,"name":"国庆节"},{"date":"2019-10-06","isOffDay":true,"name":"国庆节"},{"date":"2019-10-07","isOffDay":true,"name":"国庆节"},{"date":"2019-09-29","isOffDay":false,"name":"国庆节"},{"date":"2019-10-12","isOffDay":false,"name":"国庆节"}],"year":2019},{"days":[{"date":"2020-01-01","isOffDay":true,"name":"元旦"},{"date":"2020-01-24","isOffDay":true,"name":"春节"},{"date":"2020-01-25","isOffDay":true,"name":"春节"},{"date":"2020-01-26","isOffDay":true,"name":"春节"},{"date":"2020-01-27","isOffDay":true,"name":"春节"},{"date":"2020-01-28","isOffDay":true,"name":"春节"},{"date":"2020-01-29","isOffDay":true,"name":"春节"},{"date":"2020-01-30","isOffDay":true,"name":"春节"},{"date":"2020-01-31","isOffDay":true,"name":"春节"},{"date":"2020-02-01","isOffDay":true,"name":"春节"},{"date":"2020-02-02","isOffDay":true,"name":"春节"},{"date":"2020-01-19","isOffDay":false,"name":"春节"},{"date":"2020-04-04","isOffDay":true,"name":"清明"},{"date":"2020-04-05","isOffDay":true,"name":"清明"},{"date":"2020-04-06","isOffDay":true,"name":"清明"},{"date":"2020-05-01","isOffDay":true,"name":"劳动节"},{"date":"2020-05-02","isOffDay":true,"name":"劳动节"},{"date":"2020-05-03","isOffDay":true,"name":"劳动节"},{"date":"2020-05-04","isOffDay":true,"name":"劳动节"},{"date":"2020-05-05","isOffDay":true,"name":"劳动节"},{"date":"2020-04-26","isOffDay":false,"name":"劳动节"},{"date":"2020-05-09","isOffDay":false,"name":"劳动节"},{"date":"2020-06-25","isOffDay":true,"name":"端午"},{"date":"2020-06-26","isOffDay":true,"name":"端午"},{"date":"2020-06-27","isOffDay":true,"name":"端午"},{"date":"2020-06-28","isOffDay":false,"name":"端午"},{"date":"2020-10-01","isOffDay":true,"name":"国庆节"},{"date":"2020-10-02","isOffDay":true,"name":"国庆节"},{"date":"2020-10-03","isOffDay":true,"name":"国庆节"},{"date":"2020-10-04","isOffDay":true,"name":"国庆节"},{"date":"2020-10-05","isOffDay":true,"name":"国庆节"},{"date":"2020-10-06","isOffDay":true,"name":"国庆节"},{"date":"2020-10-07","isOffDay":true,"name":"国庆节"},{"date":"2020-10-08","isOffDay":true,"name":"国庆节"},{"date":"2020-09-27","isOffDay":false,"name":"国庆节"},{"date":"2020-10-10","isOffDay":false,"name":"国庆节"}],"year":2020},{"days":[{"date":"2021-01-01","isOffDay":true,"name":"元旦"},{"date":"2021-01-02","isOffDay":true,"name":"元旦"},{"date":"2021-01-03","isOffDay":true,"name":"元旦"},{"date":"2021-02-11","isOffDay":true,"name":"春节"},{"date":"2021-02-12","isOffDay":true,"name":"春节"},{"date":"2021-02-13","isOffDay":true,"name":"春节"},{"date":"2021-02-14","isOffDay":true,"name":"春节"},{"date":"2021-02-15","isOffDay":true,"name":"春节"},{"date":"2021-02-16","isOffDay":true,"name":"春节"},{"date":"2021-02-17","isOffDay":true,"name":"春节"},{"date":"2021-02-07","isOffDay":false,"name":"春节"},{"date":"2021-02-20","isOffDay":false,"name":"春节"},{"date":"2021-04-03","isOffDay":true,"name":"清明"},{"date":"2021-04-04","isOffDay":true,"name":"清明"},{"date":"2021-04-05","isOffDay":true,"name":"清明"},{"date":"2021-05-01","isOffDay":true,"name":"劳动节"},{"date":"2021-05-02","isOffDay":true,"name":"劳动节"},{"date":"2021-05-03","isOffDay":true,"name":"劳动节"},{"date":"2021-05-04","isOffDay":true,"name":"劳动节"},{"date":"2021-05-05","isOffDay":true,"name":"劳动节"},{"date":"2021-04-25","isOffDay":false,"name":"劳动节"},{"date":"2021-05-08","isOffDay":false,"name":"劳动节"},{"date":"2021-06-12","isOffDay":true,"name":"端午"},{"date":"2021-06-13","isOffDay":true,"name":"端午"},{"date":"2021-06-14","isOffDay":true,"name":"端午"},{"date":"2021-09-19","isOffDay":true,"name":"中秋"},{"date":"2021-09-20","isOffDay":true,"name":"中秋"},{"date":"2021-09-21","isOffDay":true,"name":"中秋"},{"date":"2021-09-18","isOffDay":false,"name":"中秋"},{"date":"2021-10-01","isOffDay":true,"name":"国庆节"},{"date":"2021-10-02","isOffDay":true,"name":"国庆节"},{"date":"2021-10-03","isOffDay":true,"name":"国庆节"},{"date":"2021-10-04","isOffDay":true,"name":"国庆节"},{"date":"2021-10-05","isOffDay":true,"name":"国庆节"},{"date":"2021-10-06","isOffDay":true,"name":"国庆节"},{"date":"2021-10-07","isOffDay":true,"name":"国庆节"},{"date":"2021-09-26","isOffDay":false,"name":"国庆节"},{"date":"2021-10-09","isOffDay":false,"name":"国庆节"}],"year":2021},{"days":[{"date":"2022-01-01","isOffDay":true,"name":"元旦"},{"date":"2022-01-02","isOffDay":true,"name":"元旦"},{"date":"2022-01-03","isOffDay":true,"name":"元旦"},{"date":"2022-12-31","isOffDay":true,"name":"元旦"},{"date":"2022-01-31","isOffDay":true,"name":"春节"},{"date":"2022-02-01","isOffDay":true,"name":"春节"},{"date":"2022-02-02","isOffDay":true,"name":"春节"},{"date":"2022-02-03","isOffDay":true,"name":"春节"},{"date":"2022-02-04","isOffDay":true,"name":"春节"},{"date":"2022-02-05","isOffDay":true,"name":"春节"},{"date":"2022-02-06","isOffDay":true,"name":"春节"},{"date":"2022-01-29","isOffDay":false,"name":"春节"},{"date":"2022-01-30","isOffDay":false,"name":"春节"},{"date":"2022-04-03","isOffDay":true,"name":"清明"},{"date":"2022-04-04","isOffDay":true,"name":"清明"},{"date":"2022-04-05","isOffDay":true,"name":"清明"},{"date":"2022-04-02","isOffDay":false,"name":"清明"},{"date":"2022-04-30","isOffDay":true,"name":"劳动节"},{"date":"2022-05-01","isOffDay":true,"name":"劳动节"},{"date":"2022-05-02","isOffDay":true,"name":"劳动节"},{"date":"2022-05-03","isOffDay":true,"name":"劳动节"},{"date":"2022-05-04","isOffDay":true,"name":"劳动节"},{"date":"2022-04-24","isOffDay":false,"name":"劳动节"},{"date":"2022-05-07","isOffDay":false,"name":"劳动节"},{"date":"2022-06-03","isOffDay":true,"name":"端午"},{"date":"2022-06-04","isOffDay":true,"name":"端午"},{"date":"2022-06-05","isOffDay":true,"name":"端午"},{"date":"2022-09-10","isOffDay":true,"name":"中秋"},{"date":"2022-09-11","isOffDay":true,"name":"中秋"},{"date":"2022-09-12","isOffDay":true,"name":"中秋"},{"date":"2022-10-01","isOffDay":true,"name":"国庆节"},{"date":"2022-10-02","isOffDay":true,"name":"国庆节"},{"date":"2022-10-03","isOffDay":true,"name":"国庆节"},{"date":"2022-10-04","isOffDay":true,"name":"国庆节"},{"date":"2022-10-05","isOffDay":true,"name":"国庆节"},{"date":"2022-10-06","isOffDay":true,"name":"国庆节"},{"date":"2022-10-07","isOffDay":true,"name":"国庆节"},{"date":"2022-10-08","isOffDay":false,"name":"国庆节"},{"date":"2022-10-09","isOffDay":false,"name":"国庆节"}],"year":2022},{"days":[{"date":"2023-01-01","isOffDay":true,"name":"元旦"},{"date":"2023-01-02","isOffDay":true,"name":"元旦"},{"date":"2023-12-30","isOffDay":true,"name":"元旦"},{"date":"2023-12-31","isOffDay":true,"name":"元旦"},{"date":"2023-01-21","isOffDay":true,"name":"春节"},{"date":"2023-01-22","isOffDay":true,"name":"春节"},{"date":"2023-01-23","isOffDay":true,"name":"春节"},{"date":"2023-01-24","isOffDay":true,"name":"春节"},{"date":"2023-01-25","isOffDay":true,"name":"春节"},{"date":"2023-01-26","isOffDay":true,"name":"春节"},{"date":"2023-01-27","isOffDay":true,"name":"春节"},{"date":"2023-01-28","isOffDay":false,"name":"春节"},{"date":"2023-01-29","isOffDay":false,"name":"春节"},{"date":"2023-04-05","isOffDay":true,"name":"清明"},{"date":"2023-04-29","isOffDay":true,"name":"劳动节"},{"date":"2023-04-30","isOffDay":true,"name":"劳动节"},{"date":"2023-05-01","isOffDay":true,"name":"劳动节"},{"date":"2023-05-02","isOffDay":true,"name":"劳动节"},{"date":"2023-05-03","isOffDay":true,"name":"劳动节"},{"date":"2023-04-23","isOffDay":false,"name":"劳动节"},{"date":"2023-05-06","isOffDay":false,"name":"劳动节"},{"date":"2023-06-22","isOffDay":true,"name":"端午"},{"date":"2023-06-23","isOffDay":true,"name":"端午"},{"date":"2023-06-24","isOffDay":true,"name":"端午"},{"date":"2023-06-25","isOffDay":false,"name":"端午"},{"date":"2023-09-29","isOffDay":true,"name":"中秋"},{"date":"2023-09-30","isOffDay":true,"name":"国庆节"},{"date":"2023-10-01","isOffDay":true,"name":"国庆节"},{"date":"2023-10-02","isOffDay":true,"name":"国庆节"},{"date":"2023-10-03","isOffDay":true,"name":"国庆节"},{"date":"2023-10-04","isOffDay":true,"name":"国庆节"},{"date":"2023-10-05","isOffDay":true,"name":"国庆节"},{"date":"2023-10-06","isOffDay":true,"name":"国庆节"},{"date":"2023-10-07","isOffDay":false,"name":"国庆节"},{"date":"2023-10-08","isOffDay":false,"name":"国庆节"}],"year":2023},{"days":[{"date":"2024-01-01","isOffDay":true,"name":"元旦"},{"date":"2024-02-10","isOffDay":true,"name":"春节"},{"date":"2024-02-11","isOffDay":true,"name":"春节"},{"date":"2024-02-12","isOffDay":true,"name":"春节"},{"date":"2024-02-13","isOffDay":true,"name":"春节"},{"date":"2024-02-14","isOffDay":true,"name":"春节"},{"date":"2024-02-15","isOffDay":true,"name":"春节"},{"date":"2024-02-16","isOffDay":true,"name":"春节"},{"date":"2024-02-17","isOffDay":true,"name":"春节"},{"date":"2024-02-04","isOffDay":false,"name":"春节"},{"date":"2024-02-18","isOffDay":false,"name":"春节"},{"date":"2024-04-04","isOffDay":true,"name":"清明"},{"date":"2024-04-05","isOffDay":true,"name":"清明"},{"date":"2024-04-06","isOffDay":true,"name":"清明"},{"date":"2024-04-07","isOffDay":false,"name":"清明"},{"date":"2024-05-01","isOffDay":true,"name":"劳动节"},{"date":"2024-05-02","isOffDay":true,"name":"劳动节"},{"date":"2024-05-03","isOffDay":true,"name":"劳动节"},{"date":"2024-05-04","isOffDay":true,"name":"劳动节"},{"date":"2024-05-05","isOffDay":true,"name":"劳动节"},{"date":"2024-04-28","isOffDay":false,"name":"劳动节"},{"date":"2024-05-11","isOffDay":false,"name":"劳动节"},{"date":"2024-06-10","isOffDay":true,"name":"端午"},{"date":"2024-09-15","isOffDay":true,"name":"中秋"},{"date":"2024-09-16","isOffDay":true,"name":"中秋"},{"date":"2024-09-17","isOffDay":true,"name":"中秋"},{"date":"2024-09-14","isOffDay":false,"name":"中秋"},{"date":"2024-10-01","isOffDay":true,"name":"国庆节"},{"date":"2024-10-02","isOffDay":true,"name":"国庆节"},{"date":"2024-10-03","isOffDay":true,"name":"国庆节"},{"date":"2024-10-04","isOffDay":true,"name":"国庆节"},{"date":"2024-10-05","isOffDay":true,"name":"国庆节"},{"date":"2024-10-06","isOffDay":true,"name":"国庆节"},{"date":"2024-10-07","isOffDay":true,"name":"国庆节"},{"date":"2024-09-29","isOffDay":false,"name":"国庆节"},{"date":"2024-10-12","isOffDay":false,"name":"国庆节"}],"year":2024},{"days":[{"date":"2025-01-01","isOffDay":true,"name":"元旦"},{"date":"2025-01-28","isOffDay":true,"name":"春节"},{"date":"2025-01-29","isOffDay":true,"name":"春节"},{"date":"2025-01-30","isOffDay":true,"name":"春节"},{"date":"2025-01-31","isOffDay":true,"name":"春节"},{"date":"2025-02-01","isOffDay":true,"name":"春节"},{"date":"2025-02-02","isOffDay":true,"name":"春节"},{"date":"2025-02-03","isOffDay":true,"name":"春节"},{"date":"2025-02-04","isOffDay":true,"name":"春节"},{"date":"2025-01-26","isOffDay":false,"name":"春节"},{"date":"2025-02-08","isOffDay":false,"name":"春节"},{"date":"2025-04-04","isOffDay":true,"name":"清明"},{"date":"2025-04-05","isOffDay":true,"name":"清明"},{"date":"2025-04-06","isOffDay":true,"name":"清明"},{"date":"2025-05-01","isOffDay":true,"name":"劳动节"},{"date":"2025-05-02","isOffDay":true,"name":"劳动节"},{"date":"2025-05-03","isOffDay":true,"name":"劳动节"},{"date":"2025-05-04","isOffDay":true,"name":"劳动节"},{"date":"2025-05-05","isOffDay":true,"name":"劳动节"},{"date":"2025-04-27","isOffDay":false,"name":"劳动节"},{"date":"2025-05-31","isOffDay":true,"name":"端午"},{"date":"2025-06-01","isOffDay":true,"name":"端午"},{"date":"2025-06-02","isOffDay":true,"name":"端午"},{"date":"2025-10-01","isOffDay":true,"name":"国庆节"},{"date":"2025-10-02","isOffDay":true,"name":"国庆节"},{"date":"2025-10-03","isOffDay":true,"name":"国庆节"},{"date":"2025-10-04","isOffDay":true,"name":"国庆节"},{"date":"2025-10-05","isOffDay":true,"name":"国庆节"},{"date":"2025-10-07","isOffDay":true,"name":"国庆节"},{"date":"2025-10-08","isOffDay":true,"name":"国庆节"},{"date":"2025-09-28","isOffDay":false,"name":"国庆节"},{"date":"2025-10-11","isOffDay":false,"name":"国庆节"},{"date":"2025-10-06","isOffDay":true,"name":"中秋"}],"year":2025},{"days":[{"date":"2026-01-01","isOffDay":true,"name":"元旦"},{"date":"2026-01-02","isOffDay":true,"name":"元旦"},{"date":"2026-01-03","isOffDay":true,"name":"元旦"},{"date":"2026-01-04","isOffDay":false,"name":"元旦"},{"date":"2026-02-15","isOffDay":true,"name":"春节"},{"date":"2026-02-16","isOffDay":true,"name":"春节"},{"date":"2026-02-17","isOffDay":true,"name":"春节"},{"date":"2026-02-18","isOffDay":true,"name":"春节"},{"date":"2026-02-19","isOffDay":true,"name":"春节"},{"date":"2026-02-20","isOffDay":true,"name":"春节"},{"date":"2026-02-21","isOffDay":true,"name":"春节"},{"date":"2026-02-22","isOffDay":true,"name":"春节"},{"date":"2026-02-23","isOffDay":true,"name":"春节"},{"date":"2026-02-14","isOffDay":false,"name":"春节"},{"date":"2026-02-28","isOffDay":false,"name":"春节"},{"date":"2026-04-04","isOffDay":true,"name":"清明"},{"date":"2026-04-05","isOffDay":true,"name":"清明"},{"date":"2026-04-06","isOffDay":true,"name":"清明"},{"date":"2026-05-01","isOffDay":true,"name":"劳动节"},{"date":"2026-05-02","isOffDay":true,"name":"劳动节"},{"date":"2026-05-03","isOffDay":true,"name":"劳动节"},{"date":"2026-05-04","isOffDay":true,"name":"劳动节"},{"date":"2026-05-05","isOffDay":true,"name":"劳动节"},{"date":"2026-05-09","isOffDay":false,"name":"劳动节"},{"date":"2026-06-19","isOffDay":true,"name":"端午"},{"date":"2026-06-20","isOffDay":true,"name":"端午"},{"date":"2026-06-21","isOffDay":true,"name":"端午"},{"date":"2026-09-25","isOffDay":true,"name":"中秋"},{"date":"2026-09-26","isOffDay":true,"name":"中秋"},{"date":"2026-09-27","isOffDay":true,"name":"中秋"},{"date":"2026-10-01","isOffDay":true,"name":"国庆节"},{"date":"2026-10-02","isOffDay":true,"name":"国庆节"},{"date":"2026-10-03","isOffDay":true,"name":"国庆节"},{"date":"2026-10-04","isOffDay":true,"name":"国庆节"},{"date":"2026-10-05","isOffDay":true,"name":"国庆节"},{"date":"2026-10-06","isOffDay":true,"name":"国庆节"},{"date":"2026-10-07","isOffDay":true,"name":"国庆节"},{"date":"2026-09-20","isOffDay":false,"name":"国庆节"},{"date":"2026-10-10","isOffDay":false,"name":"国庆节"}],"year":2026}],"uidDomain":"122a490f-be32-475d-bb1d-45e4a464898a.jiaoli"}');
INSERT INTO "journal" VALUES(2,1787187600000,'office',NULL,'day.turned','{"day":"2026-08-20"}');
INSERT INTO "journal" VALUES(3,1787187600000,'office',NULL,'roster.imported','{"lessons":[{"period":1,"person":"A1","schoolClass":"一班","weekday":1,"weeks":"每周"},{"period":3,"person":"A1","schoolClass":"二班","weekday":2,"weeks":"单周"},{"period":2,"person":"A2","schoolClass":"三班","weekday":4,"weeks":"双周"}],"memberships":[{"person":"L1","role":"主持人","studio":"W01"},{"person":"A1","role":"成员","studio":"W01"},{"person":"A2","role":"成员","studio":"W01"},{"mentor":"A1","person":"R2!1","role":"学员","studio":"W01"}],"people":[{"id":"L1","name":"李一","posts":[],"school":"S001","stage":"小学","subject":"语文"},{"id":"A1","name":"安一","posts":[],"school":"S001","stage":"小学","subject":"语文"},{"id":"A2","name":"安二","posts":[],"school":"S002","stage":"小学","subject":"语文"},{"id":"R2!1","name":"已注销人员","posts":[],"school":"S002","stage":"小学","subject":"语文"},{"id":"C1","name":"陈一","posts":["学校联络员"],"school":"S001","stage":"小学","subject":"语文"},{"id":"C2","name":"陈二","posts":["学校联络员"],"school":"S002","stage":"小学","subject":"语文"},{"id":"R1","name":"任一","posts":["评审员"],"stage":"小学","subject":"语文"},{"id":"R2","name":"任二","posts":["评审员"],"stage":"小学","subject":"语文"},{"id":"P1","name":"潘一","posts":["项目管理员"],"stage":"","subject":""}],"schools":[{"id":"S001","name":"实验小学","stage":"小学","zone":"城区"},{"id":"S002","name":"峰口小学","stage":"小学","zone":"乡镇"}],"studios":[{"id":"W01","level":"省级","name":"小学语文工作室","school":"S001","subject":"语文"}]}');
INSERT INTO "journal" VALUES(4,1787187600000,'office',NULL,'semester.added','{"firstDay":"2026-09-01","schoolYear":2026,"term":1,"weeks":20}');
INSERT INTO "journal" VALUES(5,1787187600000,'office',NULL,'holidays.imported','{"days":[{"date":"2027-01-01","isOffDay":true,"name":"元旦"}],"year":2027}');
INSERT INTO "journal" VALUES(6,1787187600000,'office',NULL,'workflow.installed','{"text":"# 研修中的突发问题与基层意见: 提出 → 交办 → 解决 → 确认.\nworkflow: feedback-ticket\nversion: 1\ntitle: 问题与意见\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: school\nparameters:\n  days: { type: number, default: 7, title: 答复天数 (原文「及时」), cite: S1-26 七4 }\nroles: { coordinator: 学校联络员, training-center: 教师培训中心 }\nevidence: { issue: 问题单, answer: 解决情况 }\ninitial: raised\nstates:\n  raised:\n    title: 提出\n    tasks: { issue: { title: 登记问题, role: coordinator, due: today + days(3), evidence: [issue], cite: S1-10 六(三)15 } }\n    on: { done: solving }\n  solving:\n    title: 交办\n    tasks: { answer: { title: 解决并反馈, role: training-center, due: today + days(parameters.days), evidence: [answer], cite: S1-26 七4 } }\n    on: { done: confirming }\n  confirming:\n    title: 确认\n    review: [ { id: school, title: 学校确认已解决, role: coordinator, cite: S1-26 七4 } ]\n    on: { approved: closed, rejected: solving }\n  closed: { type: final, title: 已解决 }\n"}');
INSERT INTO "journal" VALUES(7,1787187600000,'office',NULL,'workflow.installed','{"text":"# 洪湖市教师网络研修社区试点 (2014-01 … 2015-02). `cite` gives the row of REQUIREMENTS.md and the clause of the policy.\nworkflow: network-study-pilot\nversion: 2\ntitle: 教师网络研修社区试点\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: district\nparameters:\n  schools: { type: list<school>, title: 试点学校, cite: S1-12 三 }\n  stages: { type: list<text>, default: [小学, 初中, 高中], title: 学段, cite: S1-13 四2 }\n  record-days: { type: number, default: 5, title: 月度记载宽限天数, cite: S1-17 五(一)4 }\n  bulletins: { type: number, default: 1, title: 每学期督查通报期数, cite: S1-26 七4 }\nroles:\n  leading-group: 领导小组\n  task-force: 工作专班\n  training-center: 教师培训中心\n  coordinator: 学校联络员\nevidence:\n  trial-log: 试运行记录\n  agreement: 合作协议\n  appointment-list: 任命名单\n  duty-list: 职责清单\n  group-roster: 小组名册\n  registration-list: 注册名单\n  monthly-record: 参学情况记载表\n  first-plan: 一备教案\n  first-polish: 一磨记录\n  second-plan: 二备教案\n  second-polish: 二磨记录\n  third-plan: 三备教案\n  survey-report: 调研报告\n  acceptance-report: 验收报告\n  award-decision: 表彰决定\n  bulletin: 督查通报\n  verification-sheet: 核查表\n# 五(一)4 asks for it every month of the whole project, whatever the phase.\nwindow: { from: 2014-01-01, through: 2015-02-28 }\nduties:\n  monthly-record:\n    title: 教师参学情况记载\n    per: month\n    count: 1\n    for: parameters.schools\n    role: coordinator\n    evidence: [monthly-record]\n    due: period.end + days(parameters.record_days)\n    cite: S1-17 五(一)4\ninitial: launch\nstates:\n  launch:\n    title: 启动\n    window: { from: 2014-01-01, through: 2014-02-28 }\n    tasks:\n      scheme: { title: 出台实施方案, role: leading-group, evidence: [document], cite: S1-3 六(一)1 }\n      partnership: { title: 与平台提供方洽谈合作, role: task-force, evidence: [agreement], cite: S1-3 六(一)2 }\n      platform-trial: { title: 构建研修平台并试运行, role: training-center, evidence: [trial-log], cite: S1-3 六(一)3 }\n      kick-off:\n        title: 召开试点建设动员大会\n        role: task-force\n        activity: { kind: meeting, periods: 2, audience: 试点学校 }\n        evidence: [sign-in, minutes]\n        cite: S1-3 六(一)4\n      organisation: { title: 落实机构、试点学校与工作室导师, role: leading-group, evidence: [appointment-list], cite: S1-3 六(一)5 }\n      duties: { title: 制定相关人员工作职责, role: task-force, evidence: [duty-list], cite: S1-3 六(一)6 }\n      application: { title: 学校申报, for: parameters.schools, role: coordinator, evidence: [form], required: false, cite: S1-12 三 }\n    on: { done: rollout }\n  rollout:\n    title: 推进\n    window: { from: 2014-03-01, through: 2014-04-30 }\n    tasks:\n      platform-launch: { title: 网络研修平台正式启动, role: training-center, evidence: [document], cite: S1-4 六(二)7 }\n      studio-members: { title: 落实各名师工作室成员, role: task-force, evidence: [appointment-list], cite: S1-4 六(二)8 }\n      backbone-training:\n        title: 开展市级骨干培训\n        role: training-center\n        activity: { kind: training, periods: 4, audience: 研训组长、网络技术员、工作室成员 }\n        evidence: [notice, sign-in, minutes]\n        cite: S1-7 六(二)9\n      study-groups: { title: 成立学段学科研修小组, role: task-force, evidence: [group-roster], cite: S1-8 六(二)10 }\n      electronic-studios: { title: 教师注册并建立个人电子工作室, role: training-center, evidence: [registration-list], cite: S1-9 六(二)11 }\n    on: { done: deepening }\n  deepening:\n    title: 深化\n    window: { from: 2014-05-01, through: 2015-01-31 }\n    tasks:\n      routine-study: { title: 持续开展常态化网络研修, role: training-center, evidence: [summary], cite: S1-5 六(三)12 }\n      long-term-mechanism: { title: 探索整合长效运行机制, role: task-force, evidence: [document], cite: S1-5 六(三)13 }\n      lesson-study: { title: 推行三次备课两次打磨, role: training-center, evidence: [summary], cite: S1-5 六(三)14 }\n      surveys: { title: 分学段研修调研, for: parameters.stages, role: task-force, evidence: [survey-report], cite: S1-10 六(三)15 }\n    duties:\n      # S1-5: what recurs leaves a record every month.\n      routine-record: { title: 常态化研修活动记录, per: month, count: 1, role: training-center, evidence: [document], required: false, cite: S1-5 六(三)12 }\n      lesson-study-cycle:\n        title: 三备两磨\n        per: semester\n        count: 1\n        for: parameters.schools\n        role: coordinator\n        evidence: [first-plan, first-polish, second-plan, second-polish, third-plan]\n        required: false\n        cite: S1-15 五(一)2\n      supervision-bulletin:\n        title: 工作简报与督查通报\n        per: semester\n        count: parameters.bulletins\n        role: training-center\n        evidence: [bulletin]\n        required: false\n        cite: S1-26 七4\n    each: { school: parameters.schools, run: school-participation, until: children.settled == children.total, title: 学校参与, cite: S1-24 七1 }\n    on: { done: summary }\n  summary:\n    title: 总结\n    window: { from: 2015-02-01, through: 2015-02-28 }\n    # 六(四): 先验收评比, 再总结表彰, 再出台机制。\n    states:\n      accepting:\n        title: 验收评比\n        tasks:\n          acceptance: { title: 验收评比, role: leading-group, evidence: [acceptance-report], cite: S1-6 六(四)16 }\n          verification: { title: 专班核查, for: parameters.schools, role: task-force, evidence: [verification-sheet], cite: S1-19 五(一)4 }\n        on: { done: commending }\n      commending:\n        title: 总结与表彰\n        tasks:\n          commendation: { title: 总结与表彰, role: leading-group, evidence: [summary, award-decision], cite: S1-11 六(四)17 }\n        on: { done: concluding }\n      concluding:\n        title: 出台机制\n        tasks:\n          mechanism: { title: 出台长效运行机制文件, role: leading-group, evidence: [document], cite: S1-6 六(四)18 }\n        on: { done: recording }\n      # 五(一)4: 每校 14 份月度记载交齐或免除了才结项, 最后一份是 2 月的。\n      recording:\n        title: 收齐参学情况记载\n        always: { to: concluded, if: tasks.monthly_record.settled == tasks.monthly_record.total }\n        on: { done: { to: concluded, if: tasks.monthly_record.settled == tasks.monthly_record.total } }\n      concluded: { type: final }\n    on: { done: closed }\n  closed: { type: final, title: 结项 }\n"}');
INSERT INTO "journal" VALUES(8,1787187600000,'office',NULL,'workflow.installed','{"text":"# 学校向平台申请调整、补充课程资源: 申请 → 答复.\nworkflow: resource-request\nversion: 1\ntitle: 课程资源调整申请\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: school\nroles: { coordinator: 学校联络员, training-center: 教师培训中心 }\nevidence: { request: 申请单, answer: 答复单 }\ninitial: requesting\nstates:\n  requesting:\n    title: 申请\n    tasks: { request: { title: 申请调整、补充课程资源, role: coordinator, due: today + days(7), evidence: [request], cite: S1-14 五(一)1 } }\n    on: { done: answering }\n  answering:\n    title: 答复\n    tasks: { answer: { title: 平台答复, role: training-center, due: today + days(14), evidence: [answer], cite: S1-14 五(一)1 } }\n    on: { done: answered }\n  answered: { type: final, title: 已答复 }\n"}');
INSERT INTO "journal" VALUES(9,1787187600000,'office',NULL,'workflow.installed','{"text":"# 一所学校的申报: 市直、城区、镇直学校全员参加, 其它学校视装备条件、意愿与整体考量自愿申报.\nworkflow: school-application\nversion: 1\ntitle: 学校申报参加试点\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: school\nparameters:\n  mandatory-zones: { type: list<text>, default: [市直, 城区, 镇直], title: 必须参加的片区, cite: S1-12 三 }\nroles: { coordinator: 学校联络员, task-force: 工作专班 }\nevidence: { equipment: 装备条件说明 }\ninitial: sorting\nstates:\n  sorting:\n    title: 分类\n    always:\n      - { to: joining, if: subject.zone in parameters.mandatory_zones }\n      - { to: applying }\n  applying:\n    title: 自愿申报\n    tasks: { application: { title: 填写申报表, role: coordinator, due: today + days(30), evidence: [form, equipment], cite: S1-12 三 } }\n    on: { done: considering }\n  considering:\n    title: 审定\n    review: [ { id: task-force, title: 专班按装备、意愿与整体考量审定, role: task-force, cite: S1-12 三 } ]\n    on: { approved: { to: joining }, rejected: declined }\n  joining:\n    title: 参加试点\n    entry: [ { grant: { title: 网络研修试点学校, to: subject } } ]\n    tasks: { roster: { title: 报参训教师名册, role: coordinator, due: today + days(14), evidence: [roster], cite: S1-12 三 } }\n    on: { done: joined }\n  joined: { type: final, title: 已参加 }\n  declined: { type: final, title: 不参加 }\n"}');
INSERT INTO "journal" VALUES(10,1787187600000,'office',NULL,'scheme.installed','{"text":"# 全员参与、不留盲区: 注册 (登记为称号「研修平台注册」) 与参训都要达到全员。\nscheme: school-coverage\nversion: 3\ntitle: 试点学校注册与参训\npolicy: 洪湖市教师网络研修社区试点建设实施方案\n# 试点学校: 全市流程里有给它的任务, 或者单独启动了参与; 推进阶段 (注册) 就要查, 所以不等到参与开始。\nsubject: { kind: school, workflow: [network-study-pilot, school-participation] }\nperiod: { kind: dates, from: 2014-01-01, through: 2015-02-28 }\nparameters:\n  registered: { type: number, default: 100%, title: 注册率, cite: S1-9 六(二)11 }\n  participating: { type: number, default: 100%, title: 参训率, cite: S1-24 七1 }\nmeasures:\n  teachers: { title: 本校教师, unit: 人, from: people, of: members }\n  registered: { title: 已注册, unit: 人, from: titles, of: members, where: { title: 研修平台注册 }, aggregate: distinct, field: person, cite: S1-9 六(二)11 }\n  participating: { title: 已参训, unit: 人, from: hours, of: members, where: { status: 参训 }, aggregate: distinct, field: person, cite: S1-24 七1 }\nindicators:\n  registered: { title: 全员注册, when: teachers > 0, require: ''ratio(registered, teachers) >= parameters.registered'', cite: S1-9 六(二)11 }\n  participating: { title: 全员参与, when: teachers > 0, require: ''ratio(participating, teachers) >= parameters.participating'', cite: S1-24 七1 }\n"}');
INSERT INTO "journal" VALUES(11,1787187600000,'office',NULL,'workflow.installed','{"text":"# One school''s part in the pilot; the pilot''s 深化 phase starts one run for each school.\nworkflow: school-participation\nversion: 1\ntitle: 学校参与网络研修\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: school\nroles: { coordinator: 学校联络员, teacher: 教师本人 }\nevidence:\n  checklist: 检查清单\n  registration-list: 注册名单\n  hours-ledger: 学时台账\n  study-log: 专本记载\n  study-materials: 参训资料\n  archive-index: 归档目录\ninitial: participating\nstates:\n  participating:\n    title: 参与\n    window: { from: 2014-05-01, through: 2015-01-31 }\n    tasks:\n      readiness: { title: 落实领导小组、分管领导与设备, role: coordinator, evidence: [checklist], cite: S1-24 七1 }\n      registration: { title: 教师注册登录, role: coordinator, evidence: [registration-list], cite: S1-9 六(二)11 }\n      online-study: { title: 网络研修学时, role: coordinator, evidence: [hours-ledger], cite: S1-16 五(一)3 }\n      offline-study: { title: 线下研修学时, role: coordinator, evidence: [hours-ledger], cite: S1-16 五(一)3 }\n      # 每名教师一份; 缺一样就交不了, 「资料齐全」因此有据 (S1-20)。\n      personal-log: { title: 专本记载与参训资料, for: \"roster.people.filter(p, p.school == subject.id)\", role: teacher, evidence: [study-log, study-materials], cite: S1-18 五(一)4 }\n      group-stages: { title: 学科组阶段任务与归档, role: coordinator, evidence: [archive-index], cite: S1-25 七3 }\n    on: { done: complete }\n  complete: { type: final, title: 完成 }\n"}');
INSERT INTO "journal" VALUES(12,1787187600000,'office',NULL,'workflow.installed','{"text":"# 项目结束时对一所学校的核查: 核查 → 认定 → 整改 → 公示与申诉 → 办结.\nworkflow: school-verification\nversion: 1\ntitle: 试点核查\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: school\nparameters:\n  rectify: { type: number, default: 15, title: 整改天数 (原文未定), cite: S1-19 五(一)4 }\n  appeal: { type: number, default: 7, title: 公示与申诉天数 (原文未定), cite: S1-20 五(一)4 }\nroles: { task-force: 工作专班, coordinator: 学校联络员, leading-group: 领导小组 }\nevidence: { verification-sheet: 核查表, rectification: 整改报告, result-list: 不合格教师名单, appeal-record: 申诉处理记录, funds-decision: 经费扣减意见 }\ninitial: checking\nstates:\n  checking:\n    title: 核查\n    tasks: { check: { title: 现场核查学时与资料, role: task-force, due: today + days(14), evidence: [verification-sheet], cite: S1-19 五(一)4 } }\n    on: { done: judging }\n  judging:\n    title: 认定\n    review: [ { id: task-force, title: 专班认定 (否决即须整改), role: task-force, cite: S1-19 五(一)4 } ]\n    on: { approved: publishing, rejected: rectifying }\n  rectifying:\n    title: 整改\n    tasks: { rectification: { title: 整改, role: coordinator, due: today + days(parameters.rectify), evidence: [rectification], cite: S1-19 五(一)4 } }\n    on: { done: checking }\n  publishing:\n    title: 公示与申诉\n    tasks:\n      list: { title: 公示不合格教师名单, role: task-force, due: today + days(parameters.appeal), evidence: [result-list], cite: S1-20 五(一)4 }\n      appeal: { title: 处理申诉 (没有的写明), role: task-force, due: today + days(parameters.appeal), evidence: [appeal-record], cite: S1-20 五(一)4 }\n    on: { done: funding }\n  funding:\n    title: 经费意见\n    tasks:\n      funds: { title: 学校不合格的酌情提出扣减意见 (合格的免除), role: leading-group, due: today + days(30), evidence: [funds-decision], cite: S1-21 五(一)4 }\n    on: { done: closed }\n  closed: { type: final, title: 办结 }\n"}');
INSERT INTO "journal" VALUES(13,1787187600000,'office',NULL,'scheme.installed','{"text":"# 学校是否合格: 不合格率「达 20%」(含) 即不合格; 分母是参训教师 (A25: 有公布结果的)。扣减数额「酌情」, 由人决定。\nscheme: school-year\nversion: 2\ntitle: 学校网络研修合格\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: { kind: school, workflow: school-participation }\nperiod: { kind: dates, from: 2014-01-01, through: 2015-02-28 }\nparameters:\n  limit: { type: number, default: 20%, title: 不合格率上限 (达到即不合格), cite: S1-21 五(一)4 }\nmeasures:\n  failed: { title: 不合格教师, unit: 人, from: results, of: members, where: { scheme: teacher-year, verdict: fail } }\n  participants: { title: 参训教师, unit: 人, from: results, of: members, where: { scheme: teacher-year } }\n  rate: { title: 不合格率, value: ''ratio(failed, participants)'' }\nindicators:\n  rate: { title: 不合格率, when: participants > 0, require: rate < parameters.limit, cite: S1-21 五(一)4 }\nconsequences:\n  funds: { title: 扣减下一年经费, if: outcome == ''fail'', do: { cut: 下一年培训经费 }, discretion: true, cite: S1-21 五(一)4 }\n"}');
INSERT INTO "journal" VALUES(14,1787187600000,'office',NULL,'scheme.installed','{"text":"# 研修小组在名册里登记为工作室 (级别: 研修小组; 组长是主持人, 只能一名)。「10人左右」默认 8 至 12, 出界提醒。\nscheme: study-group\nversion: 1\ntitle: 研修小组人数\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: { kind: studio, level: 研修小组 }\nperiod: always\nparameters:\n  least: { type: number, default: 8, title: 人数下限 (A7), cite: S1-8 六(二)10 }\n  most: { type: number, default: 12, title: 人数上限 (A7), cite: S1-8 六(二)10 }\nmeasures:\n  members: { title: 组员 (含组长), unit: 人, from: people, of: members, cite: S1-8 六(二)10 }\nindicators:\n  size: { title: 小组人数, require: members >= parameters.least && members <= parameters.most, cite: S1-8 六(二)10 }\n"}');
INSERT INTO "journal" VALUES(15,1787187600000,'office',NULL,'scheme.installed','{"text":"# 教师是否合格: 网络不少于 50 学时, 线下不少于 20 学时 (A9 逐人判), 资料齐全. 「任务未完成和资料不齐全者」按或 (A10: 严)。\nscheme: teacher-year\nversion: 2\ntitle: 教师网络研修合格\npolicy: 洪湖市教师网络研修社区试点建设实施方案\n# 只判参训教师 (A25): 考核期内参与试点的学校的教师。\nsubject: { kind: person, unit: school, workflow: school-participation }\nperiod: { kind: dates, from: 2014-01-01, through: 2015-02-28 }\nparameters:\n  online: { type: number, default: 50, title: 网络研修学时, cite: S1-16 五(一)3 }\n  offline: { type: number, default: 20, title: 线下研修学时, cite: S1-16 五(一)3 }\n  logs: { type: number, default: 1, title: 齐全的个人资料份数, cite: S1-18 五(一)4 }\n  strict: { type: bool, default: true, title: 缺一即不合格 (false 为两者都缺才不合格), cite: S1-20 五(一)4 }\nmeasures:\n  online: { title: 网络研修, unit: 学时, from: hours, where: { mode: 网络 }, aggregate: sum, field: hours, cite: S1-16 五(一)3 }\n  offline: { title: 线下研修, unit: 学时, from: hours, where: { mode: 线下 }, aggregate: sum, field: hours, cite: S1-16 五(一)3 }\n  logs: { title: 齐全的专本记载与参训资料, unit: 份, from: tasks, where: { workflow: school-participation, task: personal-log, status: [accepted, waived] }, period: { kind: dates, from: 2014-01-01, through: 2015-12-31 }, cite: S1-18 五(一)4 }\nindicators:\n  online: { title: 网络研修学时, require: online >= parameters.online, cite: S1-16 五(一)3 }\n  offline: { title: 线下研修学时, require: offline >= parameters.offline, cite: S1-16 五(一)3 }\n  materials: { title: 资料齐全, require: logs >= parameters.logs, cite: S1-18 五(一)4 }\ntotal:\n  pass: \"parameters.strict ? passed.online && passed.offline && passed.materials : (passed.online && passed.offline) || passed.materials\"\n  cite: S1-20 五(一)4\nconsequences:\n  failed: { title: 本年度继续教育非集中培训不合格, if: outcome == ''fail'', do: { list: 非集中培训不合格教师名单 }, cite: S1-20 五(一)4 }\n"}');
INSERT INTO "journal" VALUES(16,1787187600000,'office',NULL,'scheme.installed','{"text":"# 名师工作室成员的学期考核: 教、研、训各有其量 (S1-22), 导师的入校指导一次不缺 (S4-13)。数都是参数, 各县可改。\nscheme: studio-semester\nversion: 3\ntitle: 工作室成员学期考核\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: { kind: person, membership: [主持人, 成员], workflow: studio-semester }\nperiod: semester\nparameters:\n  lessons: { type: number, default: 1, title: 每人每学期示范课节数, follows: studio-semester/lessons, cite: S1-22 五(二) }\n  lectures: { type: number, default: 1, title: 每人每学期专题讲座次数, follows: studio-semester/lectures, cite: S1-22 五(二) }\n  studies: { type: number, default: 1, title: 每人每学期研究成果篇数, follows: studio-semester/studies, cite: S1-22 五(二) }\nmeasures:\n  lessons:\n    title: 示范课\n    unit: 节\n    from: tasks\n    where: { workflow: studio-semester, task: demonstration-lesson, status: accepted }\n  lectures:\n    title: 专题讲座\n    unit: 次\n    from: tasks\n    where: { workflow: studio-semester, task: lecture, status: accepted }\n  studies:\n    title: 研究成果\n    unit: 篇\n    from: tasks\n    where: { workflow: studio-semester, task: research, status: accepted }\n  # 经批准免做的, 应做的数随之减少; 在几个工作室的, 一个工作室免做, 别的工作室安排的还在应做之列。\n  lessons-waived:\n    title: 免做的示范课\n    unit: 节\n    from: tasks\n    where: { workflow: studio-semester, task: demonstration-lesson, status: waived }\n  lectures-waived:\n    title: 免做的专题讲座\n    unit: 次\n    from: tasks\n    where: { workflow: studio-semester, task: lecture, status: waived }\n  studies-waived:\n    title: 免做的研究成果\n    unit: 篇\n    from: tasks\n    where: { workflow: studio-semester, task: research, status: waived }\n  lessons-due:\n    title: 没有免做的示范课\n    unit: 节\n    from: tasks\n    where: { workflow: studio-semester, task: demonstration-lesson, status: [planned, open, submitted, accepted, returned] }\n  lectures-due:\n    title: 没有免做的专题讲座\n    unit: 次\n    from: tasks\n    where: { workflow: studio-semester, task: lecture, status: [planned, open, submitted, accepted, returned] }\n  studies-due:\n    title: 没有免做的研究成果\n    unit: 篇\n    from: tasks\n    where: { workflow: studio-semester, task: research, status: [planned, open, submitted, accepted, returned] }\n  visits:\n    title: 完成的入校指导\n    unit: 次\n    from: tasks\n    where: { workflow: studio-semester, task: mentor-visit, status: accepted }\n  visits-assigned:\n    title: 安排的入校指导\n    unit: 次\n    from: tasks\n    where: { workflow: studio-semester, task: mentor-visit, status: [planned, open, submitted, accepted, returned] }\n  # 学期中途加入、没有安排任务的成员: 各项不适用, 不算未通过。\n  assigned:\n    title: 安排的任务\n    unit: 项\n    from: tasks\n    where: { workflow: studio-semester, status: [planned, open, submitted, accepted, returned, waived] }\nindicators:\n  lessons: { title: 示范课, when: assigned > 0, require: ''lessons >= (lessons_waived > 0 ? min(parameters.lessons, lessons_due) : parameters.lessons)'', cite: S1-22 五(二) }\n  lectures: { title: 专题讲座, when: assigned > 0, require: ''lectures >= (lectures_waived > 0 ? min(parameters.lectures, lectures_due) : parameters.lectures)'', cite: S1-22 五(二) }\n  studies: { title: 研究成果, when: assigned > 0, require: ''studies >= (studies_waived > 0 ? min(parameters.studies, studies_due) : parameters.studies)'', cite: S1-22 五(二) }\n  visits: { title: 入校指导, when: assigned > 0, require: visits >= visits_assigned, cite: S4-13 意见三(一)2 }\n"}');
INSERT INTO "journal" VALUES(17,1787187600000,'office',NULL,'scheme.installed','{"text":"# 名师工作室考评: 教师受益面、人才成长率、公众认可度. 原文只有名目: 定义与等权是默认 (A13), 目标人数未设定。\nscheme: studio-score\nversion: 2\ntitle: 名师工作室考评\npolicy: 2022年中小学教职工培训工作计划\nsubject: studio\nperiod: school-year\nparameters:\n  target: { type: number, title: 应受益的教师人数, cite: S2-8 二2(2) }\n  full-survey: { type: number, default: 100, title: 问卷满分, cite: S2-8 二2(2) }\n  reach: { type: number, default: 1/3, title: 受益面权重, cite: S2-8 二2(2) }\n  growth: { type: number, default: 1/3, title: 成长率权重, cite: S2-8 二2(2) }\n  approval: { type: number, default: 1/3, title: 认可度权重, cite: S2-8 二2(2) }\nmeasures:\n  # 固定学员在成员表里, 走读学员只在签到里; 两者都是受益的教师 (S2-7)。\n  reached: { title: 受益教师 (固定与走读学员), unit: 人, from: attendance, where: { status: [present, late] }, aggregate: distinct, field: person, cite: S2-7 二2(2) }\n  members: { title: 成员与学员, unit: 人, from: people, of: members }\n  # ladder 从低到高, 同一级的用顿号连写; 重新授予的、不高于以前的不算升级。\n  promoted: { title: 本年升级的成员, unit: 人, from: titles, of: members, ladder: [教坛新秀, 骨干教师, 教学能手、学科带头人, 名师, 市级骨干教师, 国家级骨干教师], day: dated, aggregate: distinct, field: person, cite: S3-14 谋划3 }\n  approval: { title: 公众认可度, unit: 分, from: surveys, aggregate: mean, field: score }\nindicators:\n  reach: { title: 教师受益面, pro-rata: { achieved: reached, full: parameters.target, points: 100 }, weight: parameters.reach, cite: S2-8 二2(2) }\n  growth: { title: 人才成长率, pro-rata: { achieved: promoted, full: members, points: 100 }, weight: parameters.growth, cite: S2-8 二2(2) }\n  approval: { title: 公众认可度, pro-rata: { achieved: approval, full: parameters.full_survey, points: 100 }, weight: parameters.approval, cite: S2-8 二2(2) }\ntotal: { pass: score >= 0.0 }\n"}');
INSERT INTO "journal" VALUES(18,1787187600000,'office',NULL,'workflow.installed','{"text":"# 名师工作室的一个学期: every member demonstrates, lectures and researches (S1-22); mentors visit (S4-13); the studio goes out (S3-2, S3-6).\nworkflow: studio-semester\nversion: 1\ntitle: 工作室学期职责\npolicy: 洪湖市教师网络研修社区试点建设实施方案\nsubject: studio\nparameters:\n  lessons: { type: number, default: 1, title: 每人每学期示范课节数, cite: S1-22 五(二) }\n  lectures: { type: number, default: 1, title: 每人每学期专题讲座次数, cite: S1-22 五(二) }\n  studies: { type: number, default: 1, title: 每人每学期研究成果篇数, cite: S1-22 五(二) }\n  visits: { type: number, default: 1, title: 每名学员每学期入校指导次数, cite: S4-13 意见三(一)2 }\n  outreach-visits: { type: number, default: 1, title: 每学期送教下乡次数, cite: S3-6 总结4 }\n  hosts: { type: list<school>, default: [], title: 送教学校, cite: S3-2 总结3 }\n  last-week: { type: number, default: 18, title: 活动截止教学周, cite: S1-22 五(二) }\nroles: { leader: 主持人, member: 成员, mentor: 导师 }\nevidence:\n  lesson-plan: 教案\n  observation: 听课评课记录\n  research-output: 研究成果\n  outreach-briefing: 送教简报\ninitial: semester\nstates:\n  semester:\n    title: 学期活动\n    window: { from: semester.start, through: semester.end }\n    duties:\n      demonstration-lesson:\n        title: 示范课\n        per: semester\n        count: parameters.lessons\n        for: subject.members\n        role: member\n        activity: { kind: demonstration-lesson, periods: 1, place: assignee, audience: 工作室成员与本校教师 }\n        evidence: [lesson-plan, observation]\n        due: semester.week(parameters.last_week).end\n        cite: S1-22 五(二)\n      lecture:\n        title: 专题讲座\n        per: semester\n        count: parameters.lectures\n        for: subject.members\n        role: member\n        activity: { kind: lecture, periods: 2, place: assignee, audience: 工作室学员 }\n        evidence: [sign-in, slides]\n        due: semester.week(parameters.last_week).end\n        cite: S1-22 五(二)\n      research:\n        title: 研究成果\n        per: semester\n        count: parameters.studies\n        for: subject.members\n        role: member\n        evidence: [research-output]\n        due: semester.end - days(7)\n        cite: S1-22 五(二)\n      mentor-visit:\n        title: 入校指导\n        per: semester\n        count: parameters.visits\n        for: subject.pairs\n        role: mentor\n        activity: { kind: mentor-visit, periods: 1, place: mentee }\n        evidence: [observation]\n        due: semester.week(parameters.last_week).end\n        cite: S4-13 意见三(一)2\n      outreach:\n        title: 送教下乡\n        per: semester\n        count: parameters.outreach_visits\n        role: leader\n        activity: { kind: outreach-visit, periods: 3, place: parameters.hosts, team: { from: subject.members, least: 2, most: 5 }, audience: 受援学校教师 }\n        evidence: [sign-in, outreach-briefing]\n        due: semester.week(parameters.last_week).end\n        cite: S3-2 总结3\n    on: { done: closed }\n  closed: { type: final, title: 学期结束 }\n"}');
INSERT INTO "journal" VALUES(19,1787187600000,'office',NULL,'workflow.installed','{"text":"workflow: chain\nversion: 1\ntitle: 逐级\nroles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }\nstates:\n  form:\n    title: 填报\n    window: { from: 2026-09-01, through: 2026-12-31 }\n    tasks:\n      form: { title: 填报, role: coordinator, review: [ { id: one, title: 初审, role: expert, quorum: any } ] }\n      note: { title: 告知, role: manager, required: false }\n      slow: { title: 另报, role: coordinator, required: false }\n    on: { done: check }\n    after: { phase.end + days(1): check }\n  check:\n    title: 验收\n    review: [ { id: all, title: 会审, role: expert, quorum: all } ]\n    on: { approved: closed, rejected: form }\n  closed: { type: final }\n"}');
INSERT INTO "journal" VALUES(20,1788224400000,'office',NULL,'day.turned','{"day":"2026-09-01"}');
INSERT INTO "journal" VALUES(21,1788224400000,'office',NULL,'run.started','{"parameters":{"hosts":"S002"},"semester":"2026-2027-1","subject":"W01","version":1,"workflow":"studio-semester"}');
INSERT INTO "journal" VALUES(22,1788224400000,'office',NULL,'run.started','{"parameters":{},"subject":"","version":1,"workflow":"chain"}');
INSERT INTO "journal" VALUES(23,1788224400000,'office',NULL,'run.started','{"parameters":{"schools":"S001,S002"},"subject":"","version":2,"workflow":"network-study-pilot"}');
INSERT INTO "journal" VALUES(24,1788224400000,'office',NULL,'absence.added','{"from":"2026-10-12","reason":"病假","subject":{"person":{"_0":"A1"}},"through":"2026-10-16"}');
INSERT INTO "journal" VALUES(25,1788224400000,'office',NULL,'absence.added','{"from":"2026-11-02","reason":"考试占用","subject":{"school":{"_0":"S002"}},"through":"2026-11-03"}');
INSERT INTO "journal" VALUES(26,1788224400000,'office',NULL,'absence.removed','{"absence":1}');
INSERT INTO "journal" VALUES(27,1788224400000,'office',NULL,'plan.drafted','{"semester":"2026-2027-1","sessions":[{"day":"2026-09-01","isProvisional":false,"length":2,"people":["A2"],"period":6,"place":"S002","task":6},{"day":"2026-09-04","isProvisional":false,"length":2,"people":["L1"],"period":3,"place":"S001","task":4},{"day":"2026-09-30","isProvisional":false,"length":2,"people":["A1"],"period":1,"place":"S001","task":5},{"day":"2026-10-23","isProvisional":false,"length":3,"people":["L1","A2"],"period":2,"place":"S002","task":11},{"day":"2026-11-16","isProvisional":false,"length":1,"people":["A2"],"period":3,"place":"S002","task":3},{"day":"2026-11-27","isProvisional":false,"length":1,"people":["A1"],"period":7,"place":"S001","task":2},{"day":"2026-12-11","isProvisional":false,"length":1,"people":["L1"],"period":2,"place":"S001","task":1}],"studio":"W01","unplaced":[{"reasons":["「入校指导 安一」须安排 1 节(安一), 「入校指导 安一」须在徐一上课时进行, 故无法安排"],"task":10}]}');
INSERT INTO "journal" VALUES(28,1788224400000,'office',NULL,'plan.published','{"semester":"2026-2027-1","sequencing":"reschedules","studio":"W01"}');
INSERT INTO "journal" VALUES(29,1788224400000,'office',NULL,'plan.drafted','{"semester":"2026-2027-1","sessions":[{"day":"2026-09-01","isProvisional":false,"length":2,"people":["A2"],"period":6,"place":"S002","task":6},{"day":"2026-09-04","isProvisional":false,"length":2,"people":["L1"],"period":3,"place":"S001","task":4},{"day":"2026-09-30","isProvisional":false,"length":2,"people":["A1"],"period":1,"place":"S001","task":5},{"day":"2026-10-23","isProvisional":false,"length":3,"people":["L1","A2"],"period":2,"place":"S002","task":11},{"day":"2026-11-16","isProvisional":false,"length":1,"people":["A2"],"period":3,"place":"S002","task":3},{"day":"2026-11-27","isProvisional":false,"length":1,"people":["A1"],"period":7,"place":"S001","task":2},{"day":"2026-12-11","isProvisional":false,"length":1,"people":["L1"],"period":2,"place":"S001","task":1}],"unplaced":[{"reasons":["「入校指导 安一」须安排 1 节(安一), 「入校指导 安一」须在徐一上课时进行, 故无法安排"],"task":10}]}');
INSERT INTO "journal" VALUES(30,1788224400000,'office',NULL,'draft.kept','{"name":"甲稿","semester":"2026-2027-1"}');
INSERT INTO "journal" VALUES(31,1788224400000,'office',NULL,'draft.kept','{"name":"乙稿","semester":"2026-2027-1"}');
INSERT INTO "journal" VALUES(32,1788224400000,'office',NULL,'draft.dropped','{"name":"乙稿","semester":"2026-2027-1"}');
INSERT INTO "journal" VALUES(33,1788224400000,'office',NULL,'plan.published','{"semester":"2026-2027-1","sequencing":"reschedules"}');
INSERT INTO "journal" VALUES(34,1788224400000,'C2',NULL,'task.claimed','{"task":14}');
INSERT INTO "journal" VALUES(35,1788224400000,'A1',NULL,'task.delegated','{"note":"出差","people":["A2"],"task":2}');
INSERT INTO "journal" VALUES(36,1788224400000,'office',NULL,'task.urged','{"note":"请尽快","task":2}');
INSERT INTO "journal" VALUES(37,1788224400000,'office',NULL,'task.copied','{"note":"供参考","people":["L1","P1"],"task":2}');
INSERT INTO "journal" VALUES(38,1788397200000,'office',NULL,'day.turned','{"day":"2026-09-03"}');
INSERT INTO "journal" VALUES(39,1788397200000,'office','A2','task.submitted','{"evidence":[{"kind":"lesson-plan","name":"教案.txt","sha256":"530c2028c02181ad16e4ca38c397afc7856bea5669464e181ef05310f825b6f9","size":7},{"kind":"observation","name":"记录.txt","sha256":"dc73d53323fafb46cb5183687ec2c488165e1c4e40e55be995ec3335644f0dc8","size":7}],"task":2}');
INSERT INTO "journal" VALUES(40,1788397200000,'office',NULL,'task.withdrawn','{"note":"补一页","task":2}');
INSERT INTO "journal" VALUES(41,1788397200000,'office','A2','task.submitted','{"evidence":[{"kind":"lesson-plan","name":"教案.txt","sha256":"530c2028c02181ad16e4ca38c397afc7856bea5669464e181ef05310f825b6f9","size":7},{"kind":"observation","name":"记录.txt","sha256":"dc73d53323fafb46cb5183687ec2c488165e1c4e40e55be995ec3335644f0dc8","size":7}],"note":"第二次\n\"补\"","task":2}');
INSERT INTO "journal" VALUES(42,1788397200000,'office',NULL,'task.returned','{"note":"再补充","task":2}');
INSERT INTO "journal" VALUES(43,1788397200000,'office','A2','task.submitted','{"evidence":[{"kind":"lesson-plan","name":"教案.txt","sha256":"530c2028c02181ad16e4ca38c397afc7856bea5669464e181ef05310f825b6f9","size":7},{"kind":"observation","name":"记录.txt","sha256":"dc73d53323fafb46cb5183687ec2c488165e1c4e40e55be995ec3335644f0dc8","size":7}],"task":2}');
INSERT INTO "journal" VALUES(44,1788397200000,'office',NULL,'task.accepted','{"note":"同意","task":2}');
INSERT INTO "journal" VALUES(45,1788397200000,'office',NULL,'task.waived','{"note":"不适用","task":8}');
INSERT INTO "journal" VALUES(46,1788397200000,'C1',NULL,'task.submitted','{"evidence":[],"task":12}');
INSERT INTO "journal" VALUES(47,1788397200000,'R1',NULL,'review.decided','{"note":"改","review":1,"target":"author","verdict":"return"}');
INSERT INTO "journal" VALUES(48,1788397200000,'office','C1','task.submitted','{"evidence":[],"task":12}');
INSERT INTO "journal" VALUES(49,1788397200000,'R1',NULL,'review.joined','{"people":["P1"],"review":1}');
INSERT INTO "journal" VALUES(50,1788397200000,'R1',NULL,'review.decided','{"note":"好","review":1,"verdict":"approve"}');
INSERT INTO "journal" VALUES(51,1788397200000,'R1',NULL,'review.decided','{"note":"缺附件","review":2,"target":"author","verdict":"return"}');
INSERT INTO "journal" VALUES(52,1788397200000,'office',NULL,'review.resubmitted','{"note":"已补","review":2}');
INSERT INTO "journal" VALUES(53,1788397200000,'R1',NULL,'review.decided','{"review":2,"verdict":"approve"}');
INSERT INTO "journal" VALUES(54,1788397200000,'R2',NULL,'review.decided','{"note":"重来","review":2,"verdict":"reject"}');
INSERT INTO "journal" VALUES(55,1788397200000,'office',NULL,'workflow.installed','{"text":"workflow: chain\nversion: 2\ntitle: 逐级\nroles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }\nstates:\n  filing:\n    title: 填报\n    window: { from: 2026-09-01, through: 2026-12-31 }\n    tasks:\n      form: { title: 填报, role: coordinator, review: [ { id: one, title: 初审, role: expert, quorum: any } ] }\n      note: { title: 告知, role: manager, required: false }\n      slow: { title: 另报, role: coordinator, required: false }\n    on: { done: check }\n    after: { phase.end + days(1): check }\n  check:\n    title: 验收\n    review: [ { id: all, title: 会审, role: expert, quorum: all } ]\n    on: { approved: closed, rejected: filing }\n  closed: { type: final }\n"}');
INSERT INTO "journal" VALUES(56,1788397200000,'office',NULL,'runs.migrated','{"reason":"改名","runs":[2],"states":{"form":"filing"},"version":2,"workflow":"chain"}');
INSERT INTO "journal" VALUES(57,1788397200000,'office',NULL,'run.suspended','{"reason":"停水","run":2}');
INSERT INTO "journal" VALUES(58,1788397200000,'office',NULL,'run.resumed','{"reason":"来水","run":2}');
INSERT INTO "journal" VALUES(59,1788397200000,'office',NULL,'phase.reopened','{"reason":"补验","run":2,"state":"check"}');
INSERT INTO "journal" VALUES(60,1799024400000,'office',NULL,'day.turned','{"day":"2027-01-04"}');
INSERT INTO "journal" VALUES(61,1799024400000,'office',NULL,'run.cancelled','{"reason":"停办","run":2}');
INSERT INTO "journal" VALUES(62,1799024400000,'office',NULL,'semester.added','{"firstDay":"2027-02-22","schoolYear":2026,"term":2,"weeks":20}');
INSERT INTO "journal" VALUES(63,1799024400000,'office',NULL,'records.entered','{"activities":[],"attendance":[],"hours":[{"day":"2026-10-12","hours":6,"kind":"","level":"","mode":"网络","note":"","person":"A1","status":"","topic":""}],"marks":[],"money":[],"outcomes":[],"profiles":[],"source":"","surveys":[],"titles":[]}');
INSERT INTO "journal" VALUES(64,1799024400000,'office',NULL,'records.entered','{"activities":[],"attendance":[],"hours":[{"day":"2026-10-12","hours":60,"kind":"","level":"","mode":"网络","note":"","person":"A2","status":"","topic":""}],"marks":[],"money":[],"outcomes":[],"profiles":[],"source":"","surveys":[],"titles":[]}');
INSERT INTO "journal" VALUES(65,1799024400000,'office',NULL,'records.entered','{"activities":[],"attendance":[],"corrects":{"kind":"hours","number":1},"hours":[{"day":"2026-10-12","hours":8,"kind":"","level":"","mode":"网络","note":"","person":"A1","status":"","topic":""}],"marks":[],"money":[],"outcomes":[],"profiles":[],"source":"","surveys":[],"titles":[]}');
INSERT INTO "journal" VALUES(66,1799024400000,'office',NULL,'records.withdrawn','{"reason":"录错","records":[{"kind":"hours","number":2}]}');
INSERT INTO "journal" VALUES(67,1799024400000,'office',NULL,'records.entered','{"activities":[],"attendance":[],"hours":[],"marks":[],"money":[],"outcomes":[],"profiles":[],"source":"","surveys":[],"titles":[{"granted":"2026-10-12","level":"","subject":{"id":"A1","kind":"person"},"title":"骨干教师"}]}');
INSERT INTO "journal" VALUES(68,1799024400000,'office',NULL,'title.revoked','{"on":"2027-01-04","reason":"调离","title":1}');
INSERT INTO "journal" VALUES(69,1799024400000,'office',NULL,'run.parameters','{"following":"keepsTasks","reason":"上级文件调整","run":3,"values":{"record-days":"6"}}');
INSERT INTO "journal" VALUES(70,1799024400000,'office',NULL,'results.published','{"indicators":["lessons","lectures","studies","visits"],"isWhole":true,"parameters":{},"period":{"end":"2027-01-17","key":"2026-2027-1","start":"2026-09-01","title":"2026-2027学年第一学期"},"results":[{"consequences":[],"indicators":[{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"pass"}},{"applies":true,"verdict":{"outcome":"fail"}}],"subject":{"id":"A1","kind":"person","name":"安一"},"verdict":{"outcome":"fail"}},{"consequences":[],"indicators":[{"applies":true,"verdict":{"outcome":"pass"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"A2","kind":"person","name":"安二"},"verdict":{"outcome":"fail"}},{"consequences":[],"indicators":[{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"L1","kind":"person","name":"李一"},"verdict":{"outcome":"fail"}}],"scheme":"studio-semester","through":69,"version":3}');
INSERT INTO "journal" VALUES(71,1799024400000,'office',NULL,'retention.set','{"accessDays":365}');
INSERT INTO "journal" VALUES(72,1799024400000,'office',NULL,'person.erased','{"evidence":[],"pseudonym":"R2!1","reason":"调出"}');
INSERT INTO "journal" VALUES(73,1799024400000,'office',NULL,'scheme.installed','{"text":"scheme: star\nversion: 1\ntitle: 学习之星\npolicy: 记录县\nsubject: { kind: person, membership: [成员] }\nperiod: semester\nmeasures:\n  hours: { title: 学时, unit: 学时, from: hours, aggregate: sum, field: hours }\nindicators:\n  hours: { title: 学时, require: hours >= 0, cite: S1-16 }\nconsequences:\n  star: { title: 评为学习之星, if: outcome == ''pass'', do: { grant: 学习之星 }, cite: S1-16 }\n"}');
INSERT INTO "journal" VALUES(74,1801270800000,'office',NULL,'day.turned','{"day":"2027-01-30"}');
INSERT INTO "journal" VALUES(75,1801270800000,'office',NULL,'results.published','{"indicators":["hours"],"isWhole":true,"parameters":{},"period":{"end":"2027-01-17","key":"2026-2027-1","start":"2026-09-01","title":"2026-2027学年第一学期"},"results":[{"consequences":[{"cite":"S1-16","effect":{"kind":"grant","target":"学习之星"},"name":"star","needsDecision":false,"title":"评为学习之星","verdict":{"outcome":"pass"}}],"indicators":[{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"A1","kind":"person","name":"安一"},"verdict":{"outcome":"pass"}},{"consequences":[{"cite":"S1-16","effect":{"kind":"grant","target":"学习之星"},"name":"star","needsDecision":false,"title":"评为学习之星","verdict":{"outcome":"pass"}}],"indicators":[{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"A2","kind":"person","name":"安二"},"verdict":{"outcome":"pass"}}],"scheme":"star","through":74,"version":1}');
INSERT INTO "journal" VALUES(76,1801270800000,'office',NULL,'consequence.decided','{"consequence":1,"day":"2027-01-30","isConfirmed":true,"note":"名副其实"}');
INSERT INTO "journal" VALUES(77,1801270800000,'office',NULL,'consequence.decided','{"consequence":2,"day":"2027-01-30","isConfirmed":false,"note":"明年再议"}');
INSERT INTO "journal" VALUES(78,1801270800000,'office',NULL,'feed.token.issued','{"hash":"aad21137c570feebbd5ff3e225be3a52401f0fb5d766bb8a295857f385c3c732","label":"手机","scope":{"alarms":[30],"content":["sessions","deadlines","to-dos"],"kind":"person","subject":"A1"}}');
INSERT INTO "journal" VALUES(79,1801270800000,'office',NULL,'feed.token.issued','{"hash":"81d789bffae9ce8ebc8c0c955e6a86ce56498c90bbb656545bfa02db4d134635","label":"平板","scope":{"alarms":[],"content":["sessions","to-dos"],"kind":"person","subject":"A2"}}');
INSERT INTO "journal" VALUES(80,1801270800000,'office',NULL,'feed.token.revoked','{"token":2}');
INSERT INTO "journal" VALUES(81,1801270800000,'office',NULL,'workflow.installed','{"text":"workflow: part\nversion: 1\ntitle: 分校\nsubject: school\nroles: { coordinator: 学校联络员 }\nstates: { work: { tasks: { own: { title: 本校, role: coordinator } }, on: { done: end } }, end: { type: final } }\n"}');
INSERT INTO "journal" VALUES(82,1801270800000,'office',NULL,'workflow.installed','{"text":"workflow: tuned\nversion: 1\ntitle: 参数\nroles: { manager: 项目管理员, coordinator: 学校联络员 }\nparameters:\n  last: { type: day, default: 2027-06-30 }\n  quota: { type: number, default: 1 }\n  schools: { type: list<school>, default: [S001, S002] }\nstates:\n  work:\n    window: { from: today, through: parameters.last }\n    tasks:\n      plan: { title: 计划, role: manager, due: today + days(7) }\n      visit: { title: 走访, for: parameters.schools, role: coordinator, required: false }\n    duties: { record: { title: 记载, per: month, count: parameters.quota, role: manager, required: false } }\n    on: { done: [ { to: spread, if: tasks.plan.accepted == 1 }, work ] }\n  spread:\n    each: { school: parameters.schools, run: part }\n    on: { done: [ { to: closed, if: children.failed == 0 }, work ] }\n  closed: { type: final }\n"}');
INSERT INTO "journal" VALUES(83,1801270800000,'office',NULL,'run.started','{"parameters":{},"subject":"","version":1,"workflow":"tuned"}');
INSERT INTO "journal" VALUES(84,1801270800000,'office',NULL,'run.parameters','{"following":"keepsTasks","reason":"增加","run":4,"values":{"quota":"2"}}');
INSERT INTO "journal" VALUES(85,1801270800000,'office',NULL,'run.parameters','{"following":"keepsTasks","reason":"提前","run":4,"values":{"last":"2027-05-31"}}');
INSERT INTO "journal" VALUES(86,1801270800000,'office',NULL,'run.parameters','{"following":"keepsTasks","reason":"合并","run":4,"values":{"schools":"S002"}}');
INSERT INTO "journal" VALUES(87,1801270800000,'office',NULL,'run.parameters','{"following":"keepsTasks","reason":"恢复","run":4,"values":{"schools":"S002,S001"}}');
INSERT INTO "journal" VALUES(88,1801270800000,'office',NULL,'roster.imported','{"lessons":[],"memberships":[],"people":[{"id":"C2","name":"陈二","posts":[],"school":"S002","stage":"小学","subject":"语文"},{"id":"C3","name":"陈三","posts":["学校联络员"],"school":"S002","stage":"小学","subject":"语文"}],"schools":[{"id":"S002","name":"峰口中心小学","stage":"小学","zone":"乡镇"}],"studios":[]}');
INSERT INTO "journal" VALUES(89,1801270800000,'office',NULL,'run.parameters','{"following":"keepsTasks","reason":"换届","run":4,"values":{}}');
INSERT INTO "journal" VALUES(90,1801270800000,'office','P1','task.submitted','{"evidence":[],"task":54}');
INSERT INTO "journal" VALUES(91,1801270800000,'office',NULL,'task.accepted','{"task":54}');
INSERT INTO "journal" VALUES(92,1801270800000,'office',NULL,'task.waived','{"note":"免","task":71}');
INSERT INTO "journal" VALUES(93,1801270800000,'office',NULL,'task.waived','{"note":"免","task":70}');
INSERT INTO "journal" VALUES(94,1801270800000,'office',NULL,'device.issued','{"label":"手机","number":1,"person":"A1"}');
INSERT INTO "journal" VALUES(95,1801270800000,'office',NULL,'device.revoked','{"label":"手机","number":1,"person":"A1"}');
CREATE TABLE kept_draft (
  semester TEXT NOT NULL REFERENCES semester, studio TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), kept INTEGER NOT NULL,
  sessions TEXT NOT NULL CHECK (json_valid(sessions)), unplaced TEXT NOT NULL CHECK (json_valid(unplaced)),
  PRIMARY KEY (semester, studio, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "kept_draft" VALUES('2026-2027-1','','甲稿',1788224400000,'[{"day":"2026-09-01","isProvisional":false,"length":2,"people":["A2"],"period":6,"place":"S002","task":6},{"day":"2026-09-04","isProvisional":false,"length":2,"people":["L1"],"period":3,"place":"S001","task":4},{"day":"2026-09-30","isProvisional":false,"length":2,"people":["A1"],"period":1,"place":"S001","task":5},{"day":"2026-10-23","isProvisional":false,"length":3,"people":["L1","A2"],"period":2,"place":"S002","task":11},{"day":"2026-11-16","isProvisional":false,"length":1,"people":["A2"],"period":3,"place":"S002","task":3},{"day":"2026-11-27","isProvisional":false,"length":1,"people":["A1"],"period":7,"place":"S001","task":2},{"day":"2026-12-11","isProvisional":false,"length":1,"people":["L1"],"period":2,"place":"S001","task":1}]','[{"reasons":["「入校指导 安一」须安排 1 节(安一), 「入校指导 安一」须在徐一上课时进行, 故无法安排"],"task":10}]');
CREATE TABLE lesson (
  person TEXT NOT NULL REFERENCES person, weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 20), weeks TEXT NOT NULL CHECK ((weeks = '每周' OR weeks = '单周' OR weeks = '双周')),
  class TEXT NOT NULL,
  PRIMARY KEY (person, weekday, period, weeks)
) STRICT, WITHOUT ROWID;
INSERT INTO "lesson" VALUES('A1',1,1,'每周','一班');
INSERT INTO "lesson" VALUES('A1',2,3,'单周','二班');
INSERT INTO "lesson" VALUES('A2',4,2,'双周','三班');
CREATE TABLE mark (
  id INTEGER PRIMARY KEY,   subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'school', 'studio', 'team', 'district')), subject TEXT NOT NULL, scheme TEXT NOT NULL, period TEXT NOT NULL, item TEXT NOT NULL, judge TEXT NOT NULL, score REAL NOT NULL,
  day INTEGER NOT NULL,
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
CREATE TABLE membership (
  studio TEXT NOT NULL REFERENCES studio, person TEXT NOT NULL REFERENCES person,
  role TEXT NOT NULL CHECK ((role = '主持人' OR role = '成员' OR role = '学员')), mentor TEXT REFERENCES person,
  PRIMARY KEY (studio, person), CHECK (mentor IS NULL OR role = '学员')
) STRICT, WITHOUT ROWID;
INSERT INTO "membership" VALUES('W01','A1','成员',NULL);
INSERT INTO "membership" VALUES('W01','A2','成员',NULL);
INSERT INTO "membership" VALUES('W01','L1','主持人',NULL);
INSERT INTO "membership" VALUES('W01','R2!1','学员','A1');
CREATE TABLE money (
  id INTEGER PRIMARY KEY,   subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'school', 'studio', 'team', 'district')), subject TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind <> ''), fen INTEGER NOT NULL,
  payer TEXT NOT NULL, payee TEXT NOT NULL, project TEXT NOT NULL, status TEXT NOT NULL, day INTEGER NOT NULL,
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
CREATE TABLE notice (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, day INTEGER NOT NULL, kind TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE TABLE occasion (
  id INTEGER PRIMARY KEY, code TEXT UNIQUE, task INTEGER UNIQUE REFERENCES task,
  title TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL, topic TEXT NOT NULL, mode TEXT NOT NULL,
  day INTEGER NOT NULL, last_day INTEGER NOT NULL CHECK (last_day >= day), hours REAL CHECK (hours >= 0), periods INTEGER CHECK (periods >= 0),
  school TEXT REFERENCES school, studio TEXT REFERENCES studio, person TEXT REFERENCES person,
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL)),
  CHECK ((code IS NULL) <> (task IS NULL))
) STRICT;
CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  uid_domain TEXT NOT NULL,
  rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
  today INTEGER, edition INTEGER NOT NULL DEFAULT 0 CHECK (edition >= 0)) STRICT;
INSERT INTO "office" VALUES(1,'记录县教师发展办公室','122a490f-be32-475d-bb1d-45e4a464898a.jiaoli',1,20848,2);
CREATE TABLE outcome (
  id INTEGER PRIMARY KEY,   subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'school', 'studio', 'team', 'district')), subject TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind <> ''), level TEXT NOT NULL, rank TEXT NOT NULL, status TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''), day INTEGER NOT NULL, evidence TEXT NOT NULL,
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, school TEXT REFERENCES school, stage TEXT NOT NULL, subject TEXT NOT NULL,
  posts TEXT NOT NULL CHECK (json_valid(posts))
, phone TEXT) STRICT;
INSERT INTO "person" VALUES('L1','李一','S001','小学','语文','[]',NULL);
INSERT INTO "person" VALUES('A1','安一','S001','小学','语文','[]',NULL);
INSERT INTO "person" VALUES('A2','安二','S002','小学','语文','[]',NULL);
INSERT INTO "person" VALUES('R2!1','已注销人员','S002','小学','语文','[]',NULL);
INSERT INTO "person" VALUES('C1','陈一','S001','小学','语文','["学校联络员"]',NULL);
INSERT INTO "person" VALUES('C2','陈二','S002','小学','语文','[]',NULL);
INSERT INTO "person" VALUES('R1','任一',NULL,'小学','语文','["评审员"]',NULL);
INSERT INTO "person" VALUES('R2','任二',NULL,'小学','语文','["评审员"]',NULL);
INSERT INTO "person" VALUES('P1','潘一',NULL,'','','["项目管理员"]',NULL);
INSERT INTO "person" VALUES('C3','陈三','S002','小学','语文','["学校联络员"]',NULL);
CREATE TABLE profile (
  person TEXT PRIMARY KEY REFERENCES person, birthday INTEGER, hired INTEGER, degree TEXT, level TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE publication (
  id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, version INTEGER NOT NULL, period TEXT NOT NULL, title TEXT NOT NULL,
  first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  through INTEGER NOT NULL, indicators TEXT NOT NULL CHECK (json_valid(indicators)),
  at INTEGER NOT NULL, actor TEXT NOT NULL,
  FOREIGN KEY (scheme, version) REFERENCES scheme
) STRICT;
INSERT INTO "publication" VALUES(1,'studio-semester',3,'2026-2027-1','2026-2027学年第一学期',20697,20835,'{}',69,'["lessons","lectures","studies","visits"]',1799024400000,'office');
INSERT INTO "publication" VALUES(2,'star',1,'2026-2027-1','2026-2027学年第一学期',20697,20835,'{}',74,'["hours"]',1801270800000,'office');
CREATE TABLE result (
  id INTEGER PRIMARY KEY, publication INTEGER NOT NULL REFERENCES publication,
  scheme TEXT NOT NULL, period TEXT NOT NULL, day INTEGER NOT NULL, subject_kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'unknown')), missing TEXT NOT NULL CHECK (json_valid(missing)),
  applies INTEGER NOT NULL CHECK (applies IN (0, 1)), score REAL, grade TEXT, frozen TEXT NOT NULL CHECK (json_valid(frozen)),
  -- Publishing again takes the place of what was published before.
  replaced INTEGER REFERENCES publication
) STRICT;
INSERT INTO "result" VALUES(1,1,'studio-semester','2026-2027-1',20835,'person','A1','安一','fail','[]',1,NULL,NULL,'{"consequences":[],"indicators":[{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"pass"}},{"applies":true,"verdict":{"outcome":"fail"}}],"subject":{"id":"A1","kind":"person","name":"安一"},"verdict":{"outcome":"fail"}}',NULL);
INSERT INTO "result" VALUES(2,1,'studio-semester','2026-2027-1',20835,'person','A2','安二','fail','[]',1,NULL,NULL,'{"consequences":[],"indicators":[{"applies":true,"verdict":{"outcome":"pass"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"A2","kind":"person","name":"安二"},"verdict":{"outcome":"fail"}}',NULL);
INSERT INTO "result" VALUES(3,1,'studio-semester','2026-2027-1',20835,'person','L1','李一','fail','[]',1,NULL,NULL,'{"consequences":[],"indicators":[{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"fail"}},{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"L1","kind":"person","name":"李一"},"verdict":{"outcome":"fail"}}',NULL);
INSERT INTO "result" VALUES(4,2,'star','2026-2027-1',20835,'person','A1','安一','pass','[]',1,NULL,NULL,'{"consequences":[{"cite":"S1-16","effect":{"kind":"grant","target":"学习之星"},"name":"star","needsDecision":false,"title":"评为学习之星","verdict":{"outcome":"pass"}}],"indicators":[{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"A1","kind":"person","name":"安一"},"verdict":{"outcome":"pass"}}',NULL);
INSERT INTO "result" VALUES(5,2,'star','2026-2027-1',20835,'person','A2','安二','pass','[]',1,NULL,NULL,'{"consequences":[{"cite":"S1-16","effect":{"kind":"grant","target":"学习之星"},"name":"star","needsDecision":false,"title":"评为学习之星","verdict":{"outcome":"pass"}}],"indicators":[{"applies":true,"verdict":{"outcome":"pass"}}],"subject":{"id":"A2","kind":"person","name":"安二"},"verdict":{"outcome":"pass"}}',NULL);
CREATE TABLE retention (id INTEGER PRIMARY KEY CHECK (id = 1), access_days INTEGER NOT NULL CHECK (access_days BETWEEN 30 AND 36500)) STRICT;
INSERT INTO "retention" VALUES(1,365);
CREATE TABLE review (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, invocation TEXT, task INTEGER REFERENCES task,
  round INTEGER NOT NULL CHECK (round >= 0), level TEXT NOT NULL,
  status TEXT NOT NULL CHECK ((status = 'active' OR status = 'returned' OR status = 'approved' OR status = 'rejected' OR status = 'left')),
  due INTEGER, opened INTEGER NOT NULL, ended INTEGER,
  CHECK ((task IS NULL) <> (invocation IS NULL)),
  FOREIGN KEY (run, invocation) REFERENCES invocation
) STRICT;
INSERT INTO "review" VALUES(1,2,NULL,12,2,'one','approved',NULL,20699,20699);
INSERT INTO "review" VALUES(2,2,'check/review',NULL,2,'all','rejected',NULL,20699,20699);
INSERT INTO "review" VALUES(3,2,'check/review',NULL,1,'all','left',NULL,20699,20822);
CREATE TABLE review_seat (
  id INTEGER PRIMARY KEY, review INTEGER NOT NULL REFERENCES review, round INTEGER NOT NULL, level TEXT NOT NULL,
  person TEXT REFERENCES person, added INTEGER NOT NULL CHECK (added IN (0, 1)),
  verdict TEXT CHECK ((verdict = 'approve' OR verdict = 'return' OR verdict = 'reject')), target TEXT, note TEXT, at INTEGER,
  CHECK ((verdict IS NULL) = (at IS NULL))
) STRICT;
INSERT INTO "review_seat" VALUES(1,1,1,'one','R1',0,'return','author','改',1788397200000);
INSERT INTO "review_seat" VALUES(2,1,1,'one','R2',0,NULL,NULL,NULL,NULL);
INSERT INTO "review_seat" VALUES(3,1,2,'one','R1',0,'approve',NULL,'好',1788397200000);
INSERT INTO "review_seat" VALUES(4,1,2,'one','R2',0,NULL,NULL,NULL,NULL);
INSERT INTO "review_seat" VALUES(5,1,2,'one','P1',1,NULL,NULL,NULL,NULL);
INSERT INTO "review_seat" VALUES(6,2,1,'all','R1',0,'return','author','缺附件',1788397200000);
INSERT INTO "review_seat" VALUES(7,2,1,'all','R2',0,NULL,NULL,NULL,NULL);
INSERT INTO "review_seat" VALUES(8,2,2,'all','R1',0,'approve',NULL,NULL,1788397200000);
INSERT INTO "review_seat" VALUES(9,2,2,'all','R2',0,'reject',NULL,'重来',1788397200000);
INSERT INTO "review_seat" VALUES(10,3,1,'all','R1',0,NULL,NULL,NULL,NULL);
INSERT INTO "review_seat" VALUES(11,3,1,'all','R2',0,NULL,NULL,NULL,NULL);
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  workflow TEXT NOT NULL, version INTEGER NOT NULL,
  subject_kind TEXT NOT NULL, subject TEXT NOT NULL, semester TEXT REFERENCES semester,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  status TEXT NOT NULL CHECK ((status = 'active' OR status = 'done' OR status = 'cancelled')),
  parent INTEGER REFERENCES run, parent_invocation TEXT,
  started INTEGER NOT NULL, ended INTEGER,
  snapshot TEXT NOT NULL,
  suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
  entered TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(entered)), past TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(past)), halted INTEGER NOT NULL DEFAULT 0 CHECK (halted IN (0, 1)),
  FOREIGN KEY (workflow, version) REFERENCES workflow,
  CHECK ((parent IS NULL) = (parent_invocation IS NULL)),
  CHECK ((status = 'active') = (ended IS NULL))
) STRICT;
INSERT INTO "run" VALUES(1,'studio-semester',1,'studio','W01','2026-2027-1','{"hosts":"S002"}','active',NULL,NULL,20697,NULL,'{"chart":"df24d659f45ef593","in":[1],"run":[{"i":0,"id":"semester/demonstration-lesson","s":1},{"i":1,"id":"semester/lecture","s":1},{"i":2,"id":"semester/research","s":1},{"i":3,"id":"semester/mentor-visit","s":1},{"i":4,"id":"semester/outreach","s":1}],"session":"1","v":1}',0,'{"semester":"2026-09-01"}','{}',0);
INSERT INTO "run" VALUES(2,'chain',2,'district','',NULL,'{}','cancelled',NULL,NULL,20697,20822,'{"chart":"e50c00fec15ffcff","in":[2],"run":[{"i":0,"id":"check/review","s":2}],"session":"2","v":1}',0,'{"check":"2026-09-03"}','{"check":"2026-09-03","filing":"2026-09-03","form":"2026-09-01"}',0);
INSERT INTO "run" VALUES(3,'network-study-pilot',2,'district','',NULL,'{"record-days":"6","schools":"S001,S002"}','active',NULL,NULL,20697,NULL,'{"chart":"c78bb0ca7e9d8a62","in":[1,2],"run":[{"i":0,"id":"network-study-pilot/monthly-record","s":1},{"i":0,"id":"launch/scheme","s":2},{"i":1,"id":"launch/partnership","s":2},{"i":2,"id":"launch/platform-trial","s":2},{"i":3,"id":"launch/kick-off","s":2},{"i":4,"id":"launch/organisation","s":2},{"i":5,"id":"launch/duties","s":2},{"i":6,"id":"launch/application","s":2}],"session":"3","v":1}',0,'{"launch":"2026-09-01","network-study-pilot":"2026-09-01"}','{}',0);
INSERT INTO "run" VALUES(4,'tuned',1,'district','',NULL,'{"last":"2027-05-31","quota":"2","schools":"S002,S001"}','done',NULL,NULL,20848,20848,'{"chart":"f4bff78a363b494","done":null,"in":[3],"session":"4","v":1}',0,'{"closed":"2027-01-30"}','{"spread":"2027-01-30","work":"2027-01-30"}',0);
INSERT INTO "run" VALUES(5,'part',1,'school','S002',NULL,'{}','done',4,'spread/each',20848,20848,'{"chart":"f8afd0d74dcec7eb","done":null,"in":[2],"session":"5","v":1}',0,'{"end":"2027-01-30"}','{"work":"2027-01-30"}',0);
INSERT INTO "run" VALUES(6,'part',1,'school','S001',NULL,'{}','done',4,'spread/each',20848,20848,'{"chart":"f8afd0d74dcec7eb","done":null,"in":[2],"session":"6","v":1}',0,'{"end":"2027-01-30"}','{"work":"2027-01-30"}',0);
CREATE TABLE scheme (
  id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;
INSERT INTO "scheme" VALUES('school-coverage',3,'试点学校注册与参训','# 全员参与、不留盲区: 注册 (登记为称号「研修平台注册」) 与参训都要达到全员。
scheme: school-coverage
version: 3
title: 试点学校注册与参训
policy: 洪湖市教师网络研修社区试点建设实施方案
# 试点学校: 全市流程里有给它的任务, 或者单独启动了参与; 推进阶段 (注册) 就要查, 所以不等到参与开始。
subject: { kind: school, workflow: [network-study-pilot, school-participation] }
period: { kind: dates, from: 2014-01-01, through: 2015-02-28 }
parameters:
  registered: { type: number, default: 100%, title: 注册率, cite: S1-9 六(二)11 }
  participating: { type: number, default: 100%, title: 参训率, cite: S1-24 七1 }
measures:
  teachers: { title: 本校教师, unit: 人, from: people, of: members }
  registered: { title: 已注册, unit: 人, from: titles, of: members, where: { title: 研修平台注册 }, aggregate: distinct, field: person, cite: S1-9 六(二)11 }
  participating: { title: 已参训, unit: 人, from: hours, of: members, where: { status: 参训 }, aggregate: distinct, field: person, cite: S1-24 七1 }
indicators:
  registered: { title: 全员注册, when: teachers > 0, require: ''ratio(registered, teachers) >= parameters.registered'', cite: S1-9 六(二)11 }
  participating: { title: 全员参与, when: teachers > 0, require: ''ratio(participating, teachers) >= parameters.participating'', cite: S1-24 七1 }
');
INSERT INTO "scheme" VALUES('school-year',2,'学校网络研修合格','# 学校是否合格: 不合格率「达 20%」(含) 即不合格; 分母是参训教师 (A25: 有公布结果的)。扣减数额「酌情」, 由人决定。
scheme: school-year
version: 2
title: 学校网络研修合格
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: { kind: school, workflow: school-participation }
period: { kind: dates, from: 2014-01-01, through: 2015-02-28 }
parameters:
  limit: { type: number, default: 20%, title: 不合格率上限 (达到即不合格), cite: S1-21 五(一)4 }
measures:
  failed: { title: 不合格教师, unit: 人, from: results, of: members, where: { scheme: teacher-year, verdict: fail } }
  participants: { title: 参训教师, unit: 人, from: results, of: members, where: { scheme: teacher-year } }
  rate: { title: 不合格率, value: ''ratio(failed, participants)'' }
indicators:
  rate: { title: 不合格率, when: participants > 0, require: rate < parameters.limit, cite: S1-21 五(一)4 }
consequences:
  funds: { title: 扣减下一年经费, if: outcome == ''fail'', do: { cut: 下一年培训经费 }, discretion: true, cite: S1-21 五(一)4 }
');
INSERT INTO "scheme" VALUES('study-group',1,'研修小组人数','# 研修小组在名册里登记为工作室 (级别: 研修小组; 组长是主持人, 只能一名)。「10人左右」默认 8 至 12, 出界提醒。
scheme: study-group
version: 1
title: 研修小组人数
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: { kind: studio, level: 研修小组 }
period: always
parameters:
  least: { type: number, default: 8, title: 人数下限 (A7), cite: S1-8 六(二)10 }
  most: { type: number, default: 12, title: 人数上限 (A7), cite: S1-8 六(二)10 }
measures:
  members: { title: 组员 (含组长), unit: 人, from: people, of: members, cite: S1-8 六(二)10 }
indicators:
  size: { title: 小组人数, require: members >= parameters.least && members <= parameters.most, cite: S1-8 六(二)10 }
');
INSERT INTO "scheme" VALUES('teacher-year',2,'教师网络研修合格','# 教师是否合格: 网络不少于 50 学时, 线下不少于 20 学时 (A9 逐人判), 资料齐全. 「任务未完成和资料不齐全者」按或 (A10: 严)。
scheme: teacher-year
version: 2
title: 教师网络研修合格
policy: 洪湖市教师网络研修社区试点建设实施方案
# 只判参训教师 (A25): 考核期内参与试点的学校的教师。
subject: { kind: person, unit: school, workflow: school-participation }
period: { kind: dates, from: 2014-01-01, through: 2015-02-28 }
parameters:
  online: { type: number, default: 50, title: 网络研修学时, cite: S1-16 五(一)3 }
  offline: { type: number, default: 20, title: 线下研修学时, cite: S1-16 五(一)3 }
  logs: { type: number, default: 1, title: 齐全的个人资料份数, cite: S1-18 五(一)4 }
  strict: { type: bool, default: true, title: 缺一即不合格 (false 为两者都缺才不合格), cite: S1-20 五(一)4 }
measures:
  online: { title: 网络研修, unit: 学时, from: hours, where: { mode: 网络 }, aggregate: sum, field: hours, cite: S1-16 五(一)3 }
  offline: { title: 线下研修, unit: 学时, from: hours, where: { mode: 线下 }, aggregate: sum, field: hours, cite: S1-16 五(一)3 }
  logs: { title: 齐全的专本记载与参训资料, unit: 份, from: tasks, where: { workflow: school-participation, task: personal-log, status: [accepted, waived] }, period: { kind: dates, from: 2014-01-01, through: 2015-12-31 }, cite: S1-18 五(一)4 }
indicators:
  online: { title: 网络研修学时, require: online >= parameters.online, cite: S1-16 五(一)3 }
  offline: { title: 线下研修学时, require: offline >= parameters.offline, cite: S1-16 五(一)3 }
  materials: { title: 资料齐全, require: logs >= parameters.logs, cite: S1-18 五(一)4 }
total:
  pass: "parameters.strict ? passed.online && passed.offline && passed.materials : (passed.online && passed.offline) || passed.materials"
  cite: S1-20 五(一)4
consequences:
  failed: { title: 本年度继续教育非集中培训不合格, if: outcome == ''fail'', do: { list: 非集中培训不合格教师名单 }, cite: S1-20 五(一)4 }
');
INSERT INTO "scheme" VALUES('studio-semester',3,'工作室成员学期考核','# 名师工作室成员的学期考核: 教、研、训各有其量 (S1-22), 导师的入校指导一次不缺 (S4-13)。数都是参数, 各县可改。
scheme: studio-semester
version: 3
title: 工作室成员学期考核
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: { kind: person, membership: [主持人, 成员], workflow: studio-semester }
period: semester
parameters:
  lessons: { type: number, default: 1, title: 每人每学期示范课节数, follows: studio-semester/lessons, cite: S1-22 五(二) }
  lectures: { type: number, default: 1, title: 每人每学期专题讲座次数, follows: studio-semester/lectures, cite: S1-22 五(二) }
  studies: { type: number, default: 1, title: 每人每学期研究成果篇数, follows: studio-semester/studies, cite: S1-22 五(二) }
measures:
  lessons:
    title: 示范课
    unit: 节
    from: tasks
    where: { workflow: studio-semester, task: demonstration-lesson, status: accepted }
  lectures:
    title: 专题讲座
    unit: 次
    from: tasks
    where: { workflow: studio-semester, task: lecture, status: accepted }
  studies:
    title: 研究成果
    unit: 篇
    from: tasks
    where: { workflow: studio-semester, task: research, status: accepted }
  # 经批准免做的, 应做的数随之减少; 在几个工作室的, 一个工作室免做, 别的工作室安排的还在应做之列。
  lessons-waived:
    title: 免做的示范课
    unit: 节
    from: tasks
    where: { workflow: studio-semester, task: demonstration-lesson, status: waived }
  lectures-waived:
    title: 免做的专题讲座
    unit: 次
    from: tasks
    where: { workflow: studio-semester, task: lecture, status: waived }
  studies-waived:
    title: 免做的研究成果
    unit: 篇
    from: tasks
    where: { workflow: studio-semester, task: research, status: waived }
  lessons-due:
    title: 没有免做的示范课
    unit: 节
    from: tasks
    where: { workflow: studio-semester, task: demonstration-lesson, status: [planned, open, submitted, accepted, returned] }
  lectures-due:
    title: 没有免做的专题讲座
    unit: 次
    from: tasks
    where: { workflow: studio-semester, task: lecture, status: [planned, open, submitted, accepted, returned] }
  studies-due:
    title: 没有免做的研究成果
    unit: 篇
    from: tasks
    where: { workflow: studio-semester, task: research, status: [planned, open, submitted, accepted, returned] }
  visits:
    title: 完成的入校指导
    unit: 次
    from: tasks
    where: { workflow: studio-semester, task: mentor-visit, status: accepted }
  visits-assigned:
    title: 安排的入校指导
    unit: 次
    from: tasks
    where: { workflow: studio-semester, task: mentor-visit, status: [planned, open, submitted, accepted, returned] }
  # 学期中途加入、没有安排任务的成员: 各项不适用, 不算未通过。
  assigned:
    title: 安排的任务
    unit: 项
    from: tasks
    where: { workflow: studio-semester, status: [planned, open, submitted, accepted, returned, waived] }
indicators:
  lessons: { title: 示范课, when: assigned > 0, require: ''lessons >= (lessons_waived > 0 ? min(parameters.lessons, lessons_due) : parameters.lessons)'', cite: S1-22 五(二) }
  lectures: { title: 专题讲座, when: assigned > 0, require: ''lectures >= (lectures_waived > 0 ? min(parameters.lectures, lectures_due) : parameters.lectures)'', cite: S1-22 五(二) }
  studies: { title: 研究成果, when: assigned > 0, require: ''studies >= (studies_waived > 0 ? min(parameters.studies, studies_due) : parameters.studies)'', cite: S1-22 五(二) }
  visits: { title: 入校指导, when: assigned > 0, require: visits >= visits_assigned, cite: S4-13 意见三(一)2 }
');
INSERT INTO "scheme" VALUES('studio-score',2,'名师工作室考评','# 名师工作室考评: 教师受益面、人才成长率、公众认可度. 原文只有名目: 定义与等权是默认 (A13), 目标人数未设定。
scheme: studio-score
version: 2
title: 名师工作室考评
policy: 2022年中小学教职工培训工作计划
subject: studio
period: school-year
parameters:
  target: { type: number, title: 应受益的教师人数, cite: S2-8 二2(2) }
  full-survey: { type: number, default: 100, title: 问卷满分, cite: S2-8 二2(2) }
  reach: { type: number, default: 1/3, title: 受益面权重, cite: S2-8 二2(2) }
  growth: { type: number, default: 1/3, title: 成长率权重, cite: S2-8 二2(2) }
  approval: { type: number, default: 1/3, title: 认可度权重, cite: S2-8 二2(2) }
measures:
  # 固定学员在成员表里, 走读学员只在签到里; 两者都是受益的教师 (S2-7)。
  reached: { title: 受益教师 (固定与走读学员), unit: 人, from: attendance, where: { status: [present, late] }, aggregate: distinct, field: person, cite: S2-7 二2(2) }
  members: { title: 成员与学员, unit: 人, from: people, of: members }
  # ladder 从低到高, 同一级的用顿号连写; 重新授予的、不高于以前的不算升级。
  promoted: { title: 本年升级的成员, unit: 人, from: titles, of: members, ladder: [教坛新秀, 骨干教师, 教学能手、学科带头人, 名师, 市级骨干教师, 国家级骨干教师], day: dated, aggregate: distinct, field: person, cite: S3-14 谋划3 }
  approval: { title: 公众认可度, unit: 分, from: surveys, aggregate: mean, field: score }
indicators:
  reach: { title: 教师受益面, pro-rata: { achieved: reached, full: parameters.target, points: 100 }, weight: parameters.reach, cite: S2-8 二2(2) }
  growth: { title: 人才成长率, pro-rata: { achieved: promoted, full: members, points: 100 }, weight: parameters.growth, cite: S2-8 二2(2) }
  approval: { title: 公众认可度, pro-rata: { achieved: approval, full: parameters.full_survey, points: 100 }, weight: parameters.approval, cite: S2-8 二2(2) }
total: { pass: score >= 0.0 }
');
INSERT INTO "scheme" VALUES('star',1,'学习之星','scheme: star
version: 1
title: 学习之星
policy: 记录县
subject: { kind: person, membership: [成员] }
period: semester
measures:
  hours: { title: 学时, unit: 学时, from: hours, aggregate: sum, field: hours }
indicators:
  hours: { title: 学时, require: hours >= 0, cite: S1-16 }
consequences:
  star: { title: 评为学习之星, if: outcome == ''pass'', do: { grant: 学习之星 }, cite: S1-16 }
');
CREATE TABLE school (id TEXT PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, stage TEXT NOT NULL, renamed INTEGER NOT NULL DEFAULT 0 CHECK (renamed >= 0)) STRICT;
INSERT INTO "school" VALUES('S001','实验小学','城区','小学',0);
INSERT INTO "school" VALUES('S002','峰口中心小学','乡镇','小学',1801270800000);
CREATE TABLE semester (
  id TEXT PRIMARY KEY,
  school_year INTEGER NOT NULL,
  term INTEGER NOT NULL CHECK (term IN (1, 2)),
  first_day INTEGER NOT NULL,
  weeks INTEGER NOT NULL CHECK (weeks BETWEEN 1 AND 30)
) STRICT;
INSERT INTO "semester" VALUES('2026-2027-1',2026,1,20697,20);
INSERT INTO "semester" VALUES('2026-2027-2',2026,2,20871,20);
CREATE TABLE session (
  task INTEGER PRIMARY KEY REFERENCES task, semester TEXT NOT NULL REFERENCES semester,
  day INTEGER NOT NULL, period INTEGER NOT NULL CHECK (period >= 1), length INTEGER NOT NULL CHECK (length >= 1),
  place TEXT REFERENCES school, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
  cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)), sequence INTEGER NOT NULL CHECK (sequence >= 0),
  published INTEGER NOT NULL, modified INTEGER NOT NULL, change TEXT NOT NULL
) STRICT;
INSERT INTO "session" VALUES(1,'2026-2027-1',20798,2,1,'S001',0,0,0,1788224400000,1788224400000,'');
INSERT INTO "session" VALUES(2,'2026-2027-1',20784,7,1,'S001',0,0,0,1788224400000,1788224400000,'');
INSERT INTO "session" VALUES(3,'2026-2027-1',20773,3,1,'S002',0,0,0,1788224400000,1788224400000,'');
INSERT INTO "session" VALUES(4,'2026-2027-1',20700,3,2,'S001',0,0,0,1788224400000,1788224400000,'');
INSERT INTO "session" VALUES(5,'2026-2027-1',20726,1,2,'S001',0,0,0,1788224400000,1788224400000,'');
INSERT INTO "session" VALUES(6,'2026-2027-1',20697,6,2,'S002',0,0,0,1788224400000,1788224400000,'');
INSERT INTO "session" VALUES(11,'2026-2027-1',20749,2,3,'S002',0,0,0,1788224400000,1788224400000,'');
CREATE TABLE session_person (
  task INTEGER NOT NULL REFERENCES session, position INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person,
  PRIMARY KEY (task, position), UNIQUE (task, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "session_person" VALUES(2,0,'A1');
INSERT INTO "session_person" VALUES(5,0,'A1');
INSERT INTO "session_person" VALUES(3,0,'A2');
INSERT INTO "session_person" VALUES(6,0,'A2');
INSERT INTO "session_person" VALUES(11,1,'A2');
INSERT INTO "session_person" VALUES(1,0,'L1');
INSERT INTO "session_person" VALUES(4,0,'L1');
INSERT INTO "session_person" VALUES(11,0,'L1');
CREATE TABLE studio (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL, school TEXT REFERENCES school
) STRICT;
INSERT INTO "studio" VALUES('W01','小学语文工作室','省级','语文','S001');
CREATE TABLE survey (
  id INTEGER PRIMARY KEY,   subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'school', 'studio', 'team', 'district')), subject TEXT NOT NULL, survey TEXT NOT NULL, item TEXT NOT NULL, respondents TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0), score REAL NOT NULL, day INTEGER NOT NULL,
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
CREATE TABLE take_up (run INTEGER NOT NULL REFERENCES run, invocation TEXT NOT NULL, PRIMARY KEY (run, invocation)) STRICT, WITHOUT ROWID;
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run, invocation TEXT NOT NULL, state TEXT NOT NULL, key TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK ((status = 'planned' OR status = 'open' OR status = 'submitted' OR status = 'accepted' OR status = 'returned' OR status = 'waived' OR status = 'cancelled')),
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  role TEXT, assignee TEXT REFERENCES person, school TEXT REFERENCES school, mentee TEXT REFERENCES person,
  opens INTEGER NOT NULL, due INTEGER,
  activity TEXT CHECK (activity IS NULL OR json_valid(activity)),
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  cite TEXT, submitted INTEGER, submitter TEXT, settled INTEGER, note TEXT,
  claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1)),
  modified INTEGER NOT NULL DEFAULT 0, moves INTEGER NOT NULL DEFAULT 0 CHECK (moves >= 0), struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1) AND (struck = 0 OR status = 'cancelled')),
  UNIQUE (run, key),
  FOREIGN KEY (run, invocation) REFERENCES invocation,
  CHECK (((status = 'accepted' OR status = 'waived' OR status = 'cancelled')) = (settled IS NOT NULL))
) STRICT;
INSERT INTO "task" VALUES(1,1,'semester/demonstration-lesson','semester','semester/demonstration-lesson/2026-2027-1/L1','示范课','open',1,'member','L1',NULL,NULL,20697,20821,'{"audience":"工作室成员与本校教师","kind":"demonstration-lesson","periods":1,"place":{"assignee":{}}}','["lesson-plan","observation"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(2,1,'semester/demonstration-lesson','semester','semester/demonstration-lesson/2026-2027-1/A1','示范课','accepted',1,'member','A2',NULL,NULL,20697,20821,'{"audience":"工作室成员与本校教师","kind":"demonstration-lesson","periods":1,"place":{"assignee":{}}}','["lesson-plan","observation"]','S1-22 五(二)',20699,'office',20699,'同意',1,1788397200000,0,0);
INSERT INTO "task" VALUES(3,1,'semester/demonstration-lesson','semester','semester/demonstration-lesson/2026-2027-1/A2','示范课','open',1,'member','A2',NULL,NULL,20697,20821,'{"audience":"工作室成员与本校教师","kind":"demonstration-lesson","periods":1,"place":{"assignee":{}}}','["lesson-plan","observation"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(4,1,'semester/lecture','semester','semester/lecture/2026-2027-1/L1','专题讲座','open',1,'member','L1',NULL,NULL,20697,20821,'{"audience":"工作室学员","kind":"lecture","periods":2,"place":{"assignee":{}}}','["sign-in","slides"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(5,1,'semester/lecture','semester','semester/lecture/2026-2027-1/A1','专题讲座','open',1,'member','A1',NULL,NULL,20697,20821,'{"audience":"工作室学员","kind":"lecture","periods":2,"place":{"assignee":{}}}','["sign-in","slides"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(6,1,'semester/lecture','semester','semester/lecture/2026-2027-1/A2','专题讲座','open',1,'member','A2',NULL,NULL,20697,20821,'{"audience":"工作室学员","kind":"lecture","periods":2,"place":{"assignee":{}}}','["sign-in","slides"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(7,1,'semester/research','semester','semester/research/2026-2027-1/L1','研究成果','open',1,'member','L1',NULL,NULL,20697,20828,NULL,'["research-output"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(8,1,'semester/research','semester','semester/research/2026-2027-1/A1','研究成果','waived',1,'member','A1',NULL,NULL,20697,20828,NULL,'["research-output"]','S1-22 五(二)',NULL,NULL,20699,'不适用',0,1788397200000,0,0);
INSERT INTO "task" VALUES(9,1,'semester/research','semester','semester/research/2026-2027-1/A2','研究成果','open',1,'member','A2',NULL,NULL,20697,20828,NULL,'["research-output"]','S1-22 五(二)',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(10,1,'semester/mentor-visit','semester','semester/mentor-visit/2026-2027-1/A1-R2!1','入校指导','open',1,'mentor','A1',NULL,'R2!1',20697,20821,'{"kind":"mentor-visit","periods":1,"place":{"mentee":{}}}','["observation"]','S4-13 意见三(一)2',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(11,1,'semester/outreach','semester','semester/outreach/2026-2027-1','送教下乡','open',1,'leader','L1',NULL,NULL,20697,20821,'{"audience":"受援学校教师","kind":"outreach-visit","periods":3,"place":{"schools":{"_0":["S002"]}},"team":{"least":2,"most":5,"pool":["L1","A1","A2"]}}','["sign-in","outreach-briefing"]','S3-2 总结3',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(12,2,'filing/form','filing','filing/form','填报','accepted',1,'coordinator','C1',NULL,NULL,20697,20818,NULL,'[]',NULL,20699,'office',20699,'好',0,1788397200000,0,0);
INSERT INTO "task" VALUES(13,2,'filing/note','filing','filing/note','告知','cancelled',0,'manager','P1',NULL,NULL,20697,20818,NULL,'[]',NULL,NULL,NULL,20699,NULL,0,1788397200000,0,0);
INSERT INTO "task" VALUES(14,2,'filing/slow','filing','filing/slow','另报','cancelled',0,'coordinator','C2',NULL,NULL,20697,20818,NULL,'[]',NULL,NULL,NULL,20699,NULL,1,1788397200000,0,0);
INSERT INTO "task" VALUES(15,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-01/S001','教师参学情况记载(2014年1月)','open',1,'coordinator','C1','S001',NULL,16071,16107,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(16,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-01/S002','教师参学情况记载(2014年1月)','open',1,'coordinator','C2','S002',NULL,16071,16107,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(17,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-02/S001','教师参学情况记载(2014年2月)','open',1,'coordinator','C1','S001',NULL,16102,16135,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(18,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-02/S002','教师参学情况记载(2014年2月)','open',1,'coordinator','C2','S002',NULL,16102,16135,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(19,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-03/S001','教师参学情况记载(2014年3月)','open',1,'coordinator','C1','S001',NULL,16130,16166,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(20,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-03/S002','教师参学情况记载(2014年3月)','open',1,'coordinator','C2','S002',NULL,16130,16166,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(21,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-04/S001','教师参学情况记载(2014年4月)','open',1,'coordinator','C1','S001',NULL,16161,16196,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(22,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-04/S002','教师参学情况记载(2014年4月)','open',1,'coordinator','C2','S002',NULL,16161,16196,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(23,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-05/S001','教师参学情况记载(2014年5月)','open',1,'coordinator','C1','S001',NULL,16191,16227,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(24,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-05/S002','教师参学情况记载(2014年5月)','open',1,'coordinator','C2','S002',NULL,16191,16227,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(25,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-06/S001','教师参学情况记载(2014年6月)','open',1,'coordinator','C1','S001',NULL,16222,16257,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(26,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-06/S002','教师参学情况记载(2014年6月)','open',1,'coordinator','C2','S002',NULL,16222,16257,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(27,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-07/S001','教师参学情况记载(2014年7月)','open',1,'coordinator','C1','S001',NULL,16252,16288,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(28,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-07/S002','教师参学情况记载(2014年7月)','open',1,'coordinator','C2','S002',NULL,16252,16288,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(29,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-08/S001','教师参学情况记载(2014年8月)','open',1,'coordinator','C1','S001',NULL,16283,16319,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(30,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-08/S002','教师参学情况记载(2014年8月)','open',1,'coordinator','C2','S002',NULL,16283,16319,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(31,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-09/S001','教师参学情况记载(2014年9月)','open',1,'coordinator','C1','S001',NULL,16314,16349,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(32,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-09/S002','教师参学情况记载(2014年9月)','open',1,'coordinator','C2','S002',NULL,16314,16349,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(33,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-10/S001','教师参学情况记载(2014年10月)','open',1,'coordinator','C1','S001',NULL,16344,16380,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(34,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-10/S002','教师参学情况记载(2014年10月)','open',1,'coordinator','C2','S002',NULL,16344,16380,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(35,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-11/S001','教师参学情况记载(2014年11月)','open',1,'coordinator','C1','S001',NULL,16375,16410,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(36,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-11/S002','教师参学情况记载(2014年11月)','open',1,'coordinator','C2','S002',NULL,16375,16410,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(37,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-12/S001','教师参学情况记载(2014年12月)','open',1,'coordinator','C1','S001',NULL,16405,16441,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(38,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2014-12/S002','教师参学情况记载(2014年12月)','open',1,'coordinator','C2','S002',NULL,16405,16441,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(39,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2015-01/S001','教师参学情况记载(2015年1月)','open',1,'coordinator','C1','S001',NULL,16436,16472,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(40,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2015-01/S002','教师参学情况记载(2015年1月)','open',1,'coordinator','C2','S002',NULL,16436,16472,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(41,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2015-02/S001','教师参学情况记载(2015年2月)','open',1,'coordinator','C1','S001',NULL,16467,16500,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(42,3,'network-study-pilot/monthly-record','network-study-pilot','network-study-pilot/monthly-record/2015-02/S002','教师参学情况记载(2015年2月)','open',1,'coordinator','C2','S002',NULL,16467,16500,NULL,'["monthly-record"]','S1-17 五(一)4',NULL,NULL,NULL,NULL,0,1799024400000,1,0);
INSERT INTO "task" VALUES(43,3,'launch/scheme','launch','launch/scheme','出台实施方案','open',1,'leading-group',NULL,NULL,NULL,16071,16129,NULL,'["document"]','S1-3 六(一)1',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(44,3,'launch/partnership','launch','launch/partnership','与平台提供方洽谈合作','open',1,'task-force',NULL,NULL,NULL,16071,16129,NULL,'["agreement"]','S1-3 六(一)2',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(45,3,'launch/platform-trial','launch','launch/platform-trial','构建研修平台并试运行','open',1,'training-center',NULL,NULL,NULL,16071,16129,NULL,'["trial-log"]','S1-3 六(一)3',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(46,3,'launch/kick-off','launch','launch/kick-off','召开试点建设动员大会','open',1,'task-force',NULL,NULL,NULL,16071,16129,'{"audience":"试点学校","kind":"meeting","periods":2,"place":{"anywhere":{}}}','["sign-in","minutes"]','S1-3 六(一)4',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(47,3,'launch/organisation','launch','launch/organisation','落实机构、试点学校与工作室导师','open',1,'leading-group',NULL,NULL,NULL,16071,16129,NULL,'["appointment-list"]','S1-3 六(一)5',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(48,3,'launch/duties','launch','launch/duties','制定相关人员工作职责','open',1,'task-force',NULL,NULL,NULL,16071,16129,NULL,'["duty-list"]','S1-3 六(一)6',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(49,3,'launch/application','launch','launch/application/S001','学校申报','open',0,'coordinator','C1','S001',NULL,16071,16129,NULL,'["form"]','S1-12 三',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(50,3,'launch/application','launch','launch/application/S002','学校申报','open',0,'coordinator','C2','S002',NULL,16071,16129,NULL,'["form"]','S1-12 三',NULL,NULL,NULL,NULL,0,1788224400000,0,0);
INSERT INTO "task" VALUES(51,2,'filing/form','filing','filing/form@1','填报','cancelled',1,'coordinator','C1',NULL,NULL,20697,20818,NULL,'[]',NULL,NULL,NULL,20699,NULL,0,1788397200000,0,0);
INSERT INTO "task" VALUES(52,2,'filing/note','filing','filing/note@1','告知','cancelled',0,'manager','P1',NULL,NULL,20697,20818,NULL,'[]',NULL,NULL,NULL,20699,NULL,0,1788397200000,0,0);
INSERT INTO "task" VALUES(53,2,'filing/slow','filing','filing/slow@1','另报','cancelled',0,'coordinator','C1',NULL,NULL,20697,20818,NULL,'[]',NULL,NULL,NULL,20699,NULL,0,1788397200000,0,0);
INSERT INTO "task" VALUES(54,4,'work/plan','work','work/plan','计划','accepted',1,'manager','P1',NULL,NULL,20848,20855,NULL,'[]',NULL,20848,'office',20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(55,4,'work/visit','work','work/visit/S001','走访','cancelled',0,'coordinator','C1','S001',NULL,20848,20969,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,1,1);
INSERT INTO "task" VALUES(56,4,'work/visit','work','work/visit/S002','走访','cancelled',0,'coordinator','C3','S002',NULL,20848,20969,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,1,0);
INSERT INTO "task" VALUES(57,4,'work/record','work','work/record/2027-01/1','记载(2027年1月 1/2)','cancelled',0,'manager','P1',NULL,NULL,20848,20849,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(58,4,'work/record','work','work/record/2027-02/1','记载(2027年2月 1/2)','cancelled',0,'manager','P1',NULL,NULL,20850,20877,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(59,4,'work/record','work','work/record/2027-03/1','记载(2027年3月 1/2)','cancelled',0,'manager','P1',NULL,NULL,20878,20908,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(60,4,'work/record','work','work/record/2027-04/1','记载(2027年4月 1/2)','cancelled',0,'manager','P1',NULL,NULL,20909,20938,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(61,4,'work/record','work','work/record/2027-05/1','记载(2027年5月 1/2)','cancelled',0,'manager','P1',NULL,NULL,20939,20969,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(62,4,'work/record','work','work/record/2027-06/1','记载(2027年6月 1/2)','cancelled',0,'manager','P1',NULL,NULL,20970,20999,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,1);
INSERT INTO "task" VALUES(63,4,'work/record','work','work/record/2027-01/2@6','记载(2027年1月 2/2)','cancelled',0,'manager','P1',NULL,NULL,20848,20849,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(64,4,'work/record','work','work/record/2027-02/2@6','记载(2027年2月 2/2)','cancelled',0,'manager','P1',NULL,NULL,20850,20877,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(65,4,'work/record','work','work/record/2027-03/2@6','记载(2027年3月 2/2)','cancelled',0,'manager','P1',NULL,NULL,20878,20908,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(66,4,'work/record','work','work/record/2027-04/2@6','记载(2027年4月 2/2)','cancelled',0,'manager','P1',NULL,NULL,20909,20938,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(67,4,'work/record','work','work/record/2027-05/2@6','记载(2027年5月 2/2)','cancelled',0,'manager','P1',NULL,NULL,20939,20969,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(68,4,'work/record','work','work/record/2027-06/2@6','记载(2027年6月 2/2)','cancelled',0,'manager','P1',NULL,NULL,20970,20999,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,1);
INSERT INTO "task" VALUES(69,4,'work/visit','work','work/visit/S001@2','走访','cancelled',0,'coordinator','C1','S001',NULL,20848,20969,NULL,'[]',NULL,NULL,NULL,20848,NULL,0,1801270800000,0,0);
INSERT INTO "task" VALUES(70,5,'work/own','work','work/own','本校','waived',1,'coordinator','C3',NULL,NULL,20848,NULL,NULL,'[]',NULL,NULL,NULL,20848,'免',0,1801270800000,0,0);
INSERT INTO "task" VALUES(71,6,'work/own','work','work/own','本校','waived',1,'coordinator','C1',NULL,NULL,20848,NULL,NULL,'[]',NULL,NULL,NULL,20848,'免',0,1801270800000,0,0);
CREATE TABLE task_copy (
  person TEXT NOT NULL REFERENCES person, task INTEGER NOT NULL REFERENCES task, PRIMARY KEY (person, task)
) STRICT, WITHOUT ROWID;
INSERT INTO "task_copy" VALUES('L1',2);
INSERT INTO "task_copy" VALUES('P1',2);
CREATE TABLE timer (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, send_id TEXT NOT NULL, due INTEGER NOT NULL,
  message TEXT NOT NULL CHECK (json_valid(message))
) STRICT;
CREATE TABLE title (
  id INTEGER PRIMARY KEY,   subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'school', 'studio', 'team', 'district')), subject TEXT NOT NULL, title TEXT NOT NULL CHECK (title <> ''), level TEXT NOT NULL,
  granted INTEGER NOT NULL, expires INTEGER CHECK (expires >= granted),
  revoked INTEGER, revoked_reason TEXT CHECK ((revoked IS NULL) = (revoked_reason IS NULL)),
    entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
) STRICT;
INSERT INTO "title" VALUES(1,'person','A1','骨干教师','',20738,NULL,20822,'调离',20822,'office','',NULL,NULL);
INSERT INTO "title" VALUES(2,'person','A1','学习之星','',20848,NULL,NULL,NULL,20848,'office','后果 1',NULL,NULL);
CREATE TABLE unplaced (
  task INTEGER PRIMARY KEY REFERENCES task, semester TEXT NOT NULL REFERENCES semester, reasons TEXT NOT NULL CHECK (json_valid(reasons))
) STRICT;
INSERT INTO "unplaced" VALUES(10,'2026-2027-1','["「入校指导 安一」须安排 1 节(安一), 「入校指导 安一」须在徐一上课时进行, 故无法安排"]');
CREATE TABLE workflow (
  id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;
INSERT INTO "workflow" VALUES('feedback-ticket',1,'问题与意见','# 研修中的突发问题与基层意见: 提出 → 交办 → 解决 → 确认.
workflow: feedback-ticket
version: 1
title: 问题与意见
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: school
parameters:
  days: { type: number, default: 7, title: 答复天数 (原文「及时」), cite: S1-26 七4 }
roles: { coordinator: 学校联络员, training-center: 教师培训中心 }
evidence: { issue: 问题单, answer: 解决情况 }
initial: raised
states:
  raised:
    title: 提出
    tasks: { issue: { title: 登记问题, role: coordinator, due: today + days(3), evidence: [issue], cite: S1-10 六(三)15 } }
    on: { done: solving }
  solving:
    title: 交办
    tasks: { answer: { title: 解决并反馈, role: training-center, due: today + days(parameters.days), evidence: [answer], cite: S1-26 七4 } }
    on: { done: confirming }
  confirming:
    title: 确认
    review: [ { id: school, title: 学校确认已解决, role: coordinator, cite: S1-26 七4 } ]
    on: { approved: closed, rejected: solving }
  closed: { type: final, title: 已解决 }
');
INSERT INTO "workflow" VALUES('network-study-pilot',2,'教师网络研修社区试点','# 洪湖市教师网络研修社区试点 (2014-01 … 2015-02). `cite` gives the row of REQUIREMENTS.md and the clause of the policy.
workflow: network-study-pilot
version: 2
title: 教师网络研修社区试点
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: district
parameters:
  schools: { type: list<school>, title: 试点学校, cite: S1-12 三 }
  stages: { type: list<text>, default: [小学, 初中, 高中], title: 学段, cite: S1-13 四2 }
  record-days: { type: number, default: 5, title: 月度记载宽限天数, cite: S1-17 五(一)4 }
  bulletins: { type: number, default: 1, title: 每学期督查通报期数, cite: S1-26 七4 }
roles:
  leading-group: 领导小组
  task-force: 工作专班
  training-center: 教师培训中心
  coordinator: 学校联络员
evidence:
  trial-log: 试运行记录
  agreement: 合作协议
  appointment-list: 任命名单
  duty-list: 职责清单
  group-roster: 小组名册
  registration-list: 注册名单
  monthly-record: 参学情况记载表
  first-plan: 一备教案
  first-polish: 一磨记录
  second-plan: 二备教案
  second-polish: 二磨记录
  third-plan: 三备教案
  survey-report: 调研报告
  acceptance-report: 验收报告
  award-decision: 表彰决定
  bulletin: 督查通报
  verification-sheet: 核查表
# 五(一)4 asks for it every month of the whole project, whatever the phase.
window: { from: 2014-01-01, through: 2015-02-28 }
duties:
  monthly-record:
    title: 教师参学情况记载
    per: month
    count: 1
    for: parameters.schools
    role: coordinator
    evidence: [monthly-record]
    due: period.end + days(parameters.record_days)
    cite: S1-17 五(一)4
initial: launch
states:
  launch:
    title: 启动
    window: { from: 2014-01-01, through: 2014-02-28 }
    tasks:
      scheme: { title: 出台实施方案, role: leading-group, evidence: [document], cite: S1-3 六(一)1 }
      partnership: { title: 与平台提供方洽谈合作, role: task-force, evidence: [agreement], cite: S1-3 六(一)2 }
      platform-trial: { title: 构建研修平台并试运行, role: training-center, evidence: [trial-log], cite: S1-3 六(一)3 }
      kick-off:
        title: 召开试点建设动员大会
        role: task-force
        activity: { kind: meeting, periods: 2, audience: 试点学校 }
        evidence: [sign-in, minutes]
        cite: S1-3 六(一)4
      organisation: { title: 落实机构、试点学校与工作室导师, role: leading-group, evidence: [appointment-list], cite: S1-3 六(一)5 }
      duties: { title: 制定相关人员工作职责, role: task-force, evidence: [duty-list], cite: S1-3 六(一)6 }
      application: { title: 学校申报, for: parameters.schools, role: coordinator, evidence: [form], required: false, cite: S1-12 三 }
    on: { done: rollout }
  rollout:
    title: 推进
    window: { from: 2014-03-01, through: 2014-04-30 }
    tasks:
      platform-launch: { title: 网络研修平台正式启动, role: training-center, evidence: [document], cite: S1-4 六(二)7 }
      studio-members: { title: 落实各名师工作室成员, role: task-force, evidence: [appointment-list], cite: S1-4 六(二)8 }
      backbone-training:
        title: 开展市级骨干培训
        role: training-center
        activity: { kind: training, periods: 4, audience: 研训组长、网络技术员、工作室成员 }
        evidence: [notice, sign-in, minutes]
        cite: S1-7 六(二)9
      study-groups: { title: 成立学段学科研修小组, role: task-force, evidence: [group-roster], cite: S1-8 六(二)10 }
      electronic-studios: { title: 教师注册并建立个人电子工作室, role: training-center, evidence: [registration-list], cite: S1-9 六(二)11 }
    on: { done: deepening }
  deepening:
    title: 深化
    window: { from: 2014-05-01, through: 2015-01-31 }
    tasks:
      routine-study: { title: 持续开展常态化网络研修, role: training-center, evidence: [summary], cite: S1-5 六(三)12 }
      long-term-mechanism: { title: 探索整合长效运行机制, role: task-force, evidence: [document], cite: S1-5 六(三)13 }
      lesson-study: { title: 推行三次备课两次打磨, role: training-center, evidence: [summary], cite: S1-5 六(三)14 }
      surveys: { title: 分学段研修调研, for: parameters.stages, role: task-force, evidence: [survey-report], cite: S1-10 六(三)15 }
    duties:
      # S1-5: what recurs leaves a record every month.
      routine-record: { title: 常态化研修活动记录, per: month, count: 1, role: training-center, evidence: [document], required: false, cite: S1-5 六(三)12 }
      lesson-study-cycle:
        title: 三备两磨
        per: semester
        count: 1
        for: parameters.schools
        role: coordinator
        evidence: [first-plan, first-polish, second-plan, second-polish, third-plan]
        required: false
        cite: S1-15 五(一)2
      supervision-bulletin:
        title: 工作简报与督查通报
        per: semester
        count: parameters.bulletins
        role: training-center
        evidence: [bulletin]
        required: false
        cite: S1-26 七4
    each: { school: parameters.schools, run: school-participation, until: children.settled == children.total, title: 学校参与, cite: S1-24 七1 }
    on: { done: summary }
  summary:
    title: 总结
    window: { from: 2015-02-01, through: 2015-02-28 }
    # 六(四): 先验收评比, 再总结表彰, 再出台机制。
    states:
      accepting:
        title: 验收评比
        tasks:
          acceptance: { title: 验收评比, role: leading-group, evidence: [acceptance-report], cite: S1-6 六(四)16 }
          verification: { title: 专班核查, for: parameters.schools, role: task-force, evidence: [verification-sheet], cite: S1-19 五(一)4 }
        on: { done: commending }
      commending:
        title: 总结与表彰
        tasks:
          commendation: { title: 总结与表彰, role: leading-group, evidence: [summary, award-decision], cite: S1-11 六(四)17 }
        on: { done: concluding }
      concluding:
        title: 出台机制
        tasks:
          mechanism: { title: 出台长效运行机制文件, role: leading-group, evidence: [document], cite: S1-6 六(四)18 }
        on: { done: recording }
      # 五(一)4: 每校 14 份月度记载交齐或免除了才结项, 最后一份是 2 月的。
      recording:
        title: 收齐参学情况记载
        always: { to: concluded, if: tasks.monthly_record.settled == tasks.monthly_record.total }
        on: { done: { to: concluded, if: tasks.monthly_record.settled == tasks.monthly_record.total } }
      concluded: { type: final }
    on: { done: closed }
  closed: { type: final, title: 结项 }
');
INSERT INTO "workflow" VALUES('resource-request',1,'课程资源调整申请','# 学校向平台申请调整、补充课程资源: 申请 → 答复.
workflow: resource-request
version: 1
title: 课程资源调整申请
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: school
roles: { coordinator: 学校联络员, training-center: 教师培训中心 }
evidence: { request: 申请单, answer: 答复单 }
initial: requesting
states:
  requesting:
    title: 申请
    tasks: { request: { title: 申请调整、补充课程资源, role: coordinator, due: today + days(7), evidence: [request], cite: S1-14 五(一)1 } }
    on: { done: answering }
  answering:
    title: 答复
    tasks: { answer: { title: 平台答复, role: training-center, due: today + days(14), evidence: [answer], cite: S1-14 五(一)1 } }
    on: { done: answered }
  answered: { type: final, title: 已答复 }
');
INSERT INTO "workflow" VALUES('school-application',1,'学校申报参加试点','# 一所学校的申报: 市直、城区、镇直学校全员参加, 其它学校视装备条件、意愿与整体考量自愿申报.
workflow: school-application
version: 1
title: 学校申报参加试点
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: school
parameters:
  mandatory-zones: { type: list<text>, default: [市直, 城区, 镇直], title: 必须参加的片区, cite: S1-12 三 }
roles: { coordinator: 学校联络员, task-force: 工作专班 }
evidence: { equipment: 装备条件说明 }
initial: sorting
states:
  sorting:
    title: 分类
    always:
      - { to: joining, if: subject.zone in parameters.mandatory_zones }
      - { to: applying }
  applying:
    title: 自愿申报
    tasks: { application: { title: 填写申报表, role: coordinator, due: today + days(30), evidence: [form, equipment], cite: S1-12 三 } }
    on: { done: considering }
  considering:
    title: 审定
    review: [ { id: task-force, title: 专班按装备、意愿与整体考量审定, role: task-force, cite: S1-12 三 } ]
    on: { approved: { to: joining }, rejected: declined }
  joining:
    title: 参加试点
    entry: [ { grant: { title: 网络研修试点学校, to: subject } } ]
    tasks: { roster: { title: 报参训教师名册, role: coordinator, due: today + days(14), evidence: [roster], cite: S1-12 三 } }
    on: { done: joined }
  joined: { type: final, title: 已参加 }
  declined: { type: final, title: 不参加 }
');
INSERT INTO "workflow" VALUES('school-participation',1,'学校参与网络研修','# One school''s part in the pilot; the pilot''s 深化 phase starts one run for each school.
workflow: school-participation
version: 1
title: 学校参与网络研修
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: school
roles: { coordinator: 学校联络员, teacher: 教师本人 }
evidence:
  checklist: 检查清单
  registration-list: 注册名单
  hours-ledger: 学时台账
  study-log: 专本记载
  study-materials: 参训资料
  archive-index: 归档目录
initial: participating
states:
  participating:
    title: 参与
    window: { from: 2014-05-01, through: 2015-01-31 }
    tasks:
      readiness: { title: 落实领导小组、分管领导与设备, role: coordinator, evidence: [checklist], cite: S1-24 七1 }
      registration: { title: 教师注册登录, role: coordinator, evidence: [registration-list], cite: S1-9 六(二)11 }
      online-study: { title: 网络研修学时, role: coordinator, evidence: [hours-ledger], cite: S1-16 五(一)3 }
      offline-study: { title: 线下研修学时, role: coordinator, evidence: [hours-ledger], cite: S1-16 五(一)3 }
      # 每名教师一份; 缺一样就交不了, 「资料齐全」因此有据 (S1-20)。
      personal-log: { title: 专本记载与参训资料, for: "roster.people.filter(p, p.school == subject.id)", role: teacher, evidence: [study-log, study-materials], cite: S1-18 五(一)4 }
      group-stages: { title: 学科组阶段任务与归档, role: coordinator, evidence: [archive-index], cite: S1-25 七3 }
    on: { done: complete }
  complete: { type: final, title: 完成 }
');
INSERT INTO "workflow" VALUES('school-verification',1,'试点核查','# 项目结束时对一所学校的核查: 核查 → 认定 → 整改 → 公示与申诉 → 办结.
workflow: school-verification
version: 1
title: 试点核查
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: school
parameters:
  rectify: { type: number, default: 15, title: 整改天数 (原文未定), cite: S1-19 五(一)4 }
  appeal: { type: number, default: 7, title: 公示与申诉天数 (原文未定), cite: S1-20 五(一)4 }
roles: { task-force: 工作专班, coordinator: 学校联络员, leading-group: 领导小组 }
evidence: { verification-sheet: 核查表, rectification: 整改报告, result-list: 不合格教师名单, appeal-record: 申诉处理记录, funds-decision: 经费扣减意见 }
initial: checking
states:
  checking:
    title: 核查
    tasks: { check: { title: 现场核查学时与资料, role: task-force, due: today + days(14), evidence: [verification-sheet], cite: S1-19 五(一)4 } }
    on: { done: judging }
  judging:
    title: 认定
    review: [ { id: task-force, title: 专班认定 (否决即须整改), role: task-force, cite: S1-19 五(一)4 } ]
    on: { approved: publishing, rejected: rectifying }
  rectifying:
    title: 整改
    tasks: { rectification: { title: 整改, role: coordinator, due: today + days(parameters.rectify), evidence: [rectification], cite: S1-19 五(一)4 } }
    on: { done: checking }
  publishing:
    title: 公示与申诉
    tasks:
      list: { title: 公示不合格教师名单, role: task-force, due: today + days(parameters.appeal), evidence: [result-list], cite: S1-20 五(一)4 }
      appeal: { title: 处理申诉 (没有的写明), role: task-force, due: today + days(parameters.appeal), evidence: [appeal-record], cite: S1-20 五(一)4 }
    on: { done: funding }
  funding:
    title: 经费意见
    tasks:
      funds: { title: 学校不合格的酌情提出扣减意见 (合格的免除), role: leading-group, due: today + days(30), evidence: [funds-decision], cite: S1-21 五(一)4 }
    on: { done: closed }
  closed: { type: final, title: 办结 }
');
INSERT INTO "workflow" VALUES('studio-semester',1,'工作室学期职责','# 名师工作室的一个学期: every member demonstrates, lectures and researches (S1-22); mentors visit (S4-13); the studio goes out (S3-2, S3-6).
workflow: studio-semester
version: 1
title: 工作室学期职责
policy: 洪湖市教师网络研修社区试点建设实施方案
subject: studio
parameters:
  lessons: { type: number, default: 1, title: 每人每学期示范课节数, cite: S1-22 五(二) }
  lectures: { type: number, default: 1, title: 每人每学期专题讲座次数, cite: S1-22 五(二) }
  studies: { type: number, default: 1, title: 每人每学期研究成果篇数, cite: S1-22 五(二) }
  visits: { type: number, default: 1, title: 每名学员每学期入校指导次数, cite: S4-13 意见三(一)2 }
  outreach-visits: { type: number, default: 1, title: 每学期送教下乡次数, cite: S3-6 总结4 }
  hosts: { type: list<school>, default: [], title: 送教学校, cite: S3-2 总结3 }
  last-week: { type: number, default: 18, title: 活动截止教学周, cite: S1-22 五(二) }
roles: { leader: 主持人, member: 成员, mentor: 导师 }
evidence:
  lesson-plan: 教案
  observation: 听课评课记录
  research-output: 研究成果
  outreach-briefing: 送教简报
initial: semester
states:
  semester:
    title: 学期活动
    window: { from: semester.start, through: semester.end }
    duties:
      demonstration-lesson:
        title: 示范课
        per: semester
        count: parameters.lessons
        for: subject.members
        role: member
        activity: { kind: demonstration-lesson, periods: 1, place: assignee, audience: 工作室成员与本校教师 }
        evidence: [lesson-plan, observation]
        due: semester.week(parameters.last_week).end
        cite: S1-22 五(二)
      lecture:
        title: 专题讲座
        per: semester
        count: parameters.lectures
        for: subject.members
        role: member
        activity: { kind: lecture, periods: 2, place: assignee, audience: 工作室学员 }
        evidence: [sign-in, slides]
        due: semester.week(parameters.last_week).end
        cite: S1-22 五(二)
      research:
        title: 研究成果
        per: semester
        count: parameters.studies
        for: subject.members
        role: member
        evidence: [research-output]
        due: semester.end - days(7)
        cite: S1-22 五(二)
      mentor-visit:
        title: 入校指导
        per: semester
        count: parameters.visits
        for: subject.pairs
        role: mentor
        activity: { kind: mentor-visit, periods: 1, place: mentee }
        evidence: [observation]
        due: semester.week(parameters.last_week).end
        cite: S4-13 意见三(一)2
      outreach:
        title: 送教下乡
        per: semester
        count: parameters.outreach_visits
        role: leader
        activity: { kind: outreach-visit, periods: 3, place: parameters.hosts, team: { from: subject.members, least: 2, most: 5 }, audience: 受援学校教师 }
        evidence: [sign-in, outreach-briefing]
        due: semester.week(parameters.last_week).end
        cite: S3-2 总结3
    on: { done: closed }
  closed: { type: final, title: 学期结束 }
');
INSERT INTO "workflow" VALUES('chain',1,'逐级','workflow: chain
version: 1
title: 逐级
roles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }
states:
  form:
    title: 填报
    window: { from: 2026-09-01, through: 2026-12-31 }
    tasks:
      form: { title: 填报, role: coordinator, review: [ { id: one, title: 初审, role: expert, quorum: any } ] }
      note: { title: 告知, role: manager, required: false }
      slow: { title: 另报, role: coordinator, required: false }
    on: { done: check }
    after: { phase.end + days(1): check }
  check:
    title: 验收
    review: [ { id: all, title: 会审, role: expert, quorum: all } ]
    on: { approved: closed, rejected: form }
  closed: { type: final }
');
INSERT INTO "workflow" VALUES('chain',2,'逐级','workflow: chain
version: 2
title: 逐级
roles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }
states:
  filing:
    title: 填报
    window: { from: 2026-09-01, through: 2026-12-31 }
    tasks:
      form: { title: 填报, role: coordinator, review: [ { id: one, title: 初审, role: expert, quorum: any } ] }
      note: { title: 告知, role: manager, required: false }
      slow: { title: 另报, role: coordinator, required: false }
    on: { done: check }
    after: { phase.end + days(1): check }
  check:
    title: 验收
    review: [ { id: all, title: 会审, role: expert, quorum: all } ]
    on: { approved: closed, rejected: filing }
  closed: { type: final }
');
INSERT INTO "workflow" VALUES('part',1,'分校','workflow: part
version: 1
title: 分校
subject: school
roles: { coordinator: 学校联络员 }
states: { work: { tasks: { own: { title: 本校, role: coordinator } }, on: { done: end } }, end: { type: final } }
');
INSERT INTO "workflow" VALUES('tuned',1,'参数','workflow: tuned
version: 1
title: 参数
roles: { manager: 项目管理员, coordinator: 学校联络员 }
parameters:
  last: { type: day, default: 2027-06-30 }
  quota: { type: number, default: 1 }
  schools: { type: list<school>, default: [S001, S002] }
states:
  work:
    window: { from: today, through: parameters.last }
    tasks:
      plan: { title: 计划, role: manager, due: today + days(7) }
      visit: { title: 走访, for: parameters.schools, role: coordinator, required: false }
    duties: { record: { title: 记载, per: month, count: parameters.quota, role: manager, required: false } }
    on: { done: [ { to: spread, if: tasks.plan.accepted == 1 }, work ] }
  spread:
    each: { school: parameters.schools, run: part }
    on: { done: [ { to: closed, if: children.failed == 0 }, work ] }
  closed: { type: final }
');
CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  BEGIN SELECT RAISE(ABORT, 'journal has a gap'); END;
CREATE INDEX person_school ON person (school);
CREATE UNIQUE INDEX membership_leader ON membership (studio) WHERE role = '主持人';
CREATE INDEX membership_person ON membership (person);
CREATE INDEX run_parent ON run (parent) WHERE parent IS NOT NULL;
CREATE INDEX run_subject ON run (workflow, subject, semester);
CREATE INDEX timer_due ON timer (due, id);
CREATE INDEX timer_run ON timer (run);
CREATE INDEX task_planned ON task (opens) WHERE status = 'planned';
CREATE INDEX task_activity ON task (run) WHERE activity IS NOT NULL;
CREATE INDEX review_task ON review (task) WHERE task IS NOT NULL;
CREATE INDEX review_run ON review (run);
CREATE INDEX review_seat_review ON review_seat (review, round);
CREATE INDEX review_seat_person ON review_seat (person) WHERE verdict IS NULL;
CREATE INDEX notice_run ON notice (run);
CREATE INDEX draft_semester ON draft (semester);
CREATE INDEX session_semester ON session (semester);
CREATE UNIQUE INDEX attendance_once ON attendance (occasion, person) WHERE withdrawn IS NULL;
CREATE UNIQUE INDEX mark_once ON mark (scheme, period, subject_kind, subject, item, judge, actor) WHERE withdrawn IS NULL;
CREATE UNIQUE INDEX result_once ON result (scheme, period, subject_kind, subject) WHERE replaced IS NULL;
CREATE INDEX occasion_day ON occasion (day);
CREATE INDEX attendance_person ON attendance (person) WHERE withdrawn IS NULL;
CREATE INDEX hours_person ON hours (person, day) WHERE withdrawn IS NULL;
CREATE INDEX outcome_subject ON outcome (subject, day) WHERE withdrawn IS NULL;
CREATE INDEX title_subject ON title (subject, granted) WHERE withdrawn IS NULL;
CREATE INDEX money_subject ON money (subject, day) WHERE withdrawn IS NULL;
CREATE INDEX survey_subject ON survey (subject, day) WHERE withdrawn IS NULL;
CREATE INDEX result_subject ON result (subject, scheme, period) WHERE replaced IS NULL;
CREATE INDEX result_publication ON result (publication);
CREATE INDEX consequence_publication ON consequence (publication);
CREATE INDEX consequence_subject ON consequence (subject);
CREATE INDEX access_log_person ON access_log (person, at);
CREATE INDEX access_log_at ON access_log (at);
CREATE UNIQUE INDEX device_password_tag ON device_password (person, tag) WHERE revoked IS NULL;
CREATE UNIQUE INDEX home_resource_change ON home_resource (collection, change);
CREATE INDEX home_resource_span ON home_resource (collection, last, first);
CREATE INDEX home_removal_change ON home_removal (collection, change);
CREATE UNIQUE INDEX feed_token_live ON feed_token (hash) WHERE revoked IS NULL;
CREATE INDEX feed_token_subject ON feed_token (subject_kind, subject);
CREATE INDEX journal_task ON journal (payload ->> 'task') WHERE kind > 'task.' AND kind < 'task/';
CREATE TRIGGER access_log_keeps_rows BEFORE DELETE ON access_log
  WHEN OLD.at >= (SELECT at FROM journal ORDER BY seq DESC LIMIT 1) - coalesce((SELECT access_days FROM retention), 730) * 86400000
  BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
CREATE INDEX journal_review ON journal (payload ->> 'review') WHERE kind = 'review.decided';
CREATE TRIGGER journal_keeps_text BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER access_log_keeps_text BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
CREATE INDEX task_assignee ON task (assignee, due);
CREATE INDEX evidence_task ON evidence (task);
CREATE INDEX evidence_file ON evidence (sha256);
CREATE INDEX session_place ON session (place, day);
CREATE INDEX session_person_person ON session_person (person);
CREATE INDEX task_pending ON task (due) WHERE (status = 'planned' OR status = 'open' OR status = 'returned');
CREATE INDEX task_day ON task (coalesce(due, opens));
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('absence',2);
INSERT INTO "sqlite_sequence" VALUES('device_password',1);
INSERT INTO "sqlite_sequence" VALUES('home_collection',3);
COMMIT;
PRAGMA application_id = 1246314831;
PRAGMA user_version = 17;
